import type { ResultCell, Results } from './schema.ts';

/** What must hold between the fields of a result, which a schema cannot say.
 * @returns the first thing that does not hold, as `<rule>: <value seen>`, or undefined. */
export function inconsistencyOf(results: Results): string | undefined {
  const { answer, cells, dataset } = results;
  const ids = new Set(cells.map((cell) => cell.id));
  if (ids.size !== cells.length) return `cells must have ids of their own: ${cells.length - ids.size} repeat`;

  const named = [answer.best, ...answer.tiedBest, answer.baseline, answer.naive];
  const unknown = named.find((id) => id !== undefined && !ids.has(id));
  if (unknown !== undefined) return `answer must name cells of the run: "${unknown}"`;

  const curved = results.learningCurve?.cells.find(({ cell }) => !ids.has(cell));
  if (curved !== undefined) return `learningCurve must name cells of the run: "${curved.cell}"`;

  const { leakage } = results.dataQuality ?? {};
  const adjusted = leakage && [leakage.best, ...leakage.cells.map(({ id }) => id)].find((id) => !ids.has(id));
  if (adjusted !== undefined) return `dataQuality must name cells of the run: "${adjusted}"`;

  const metrics = new Set(results.evaluation.metrics.map((metric) => metric.id));
  if (!metrics.has(answer.metric)) return `answer.metric must be one of the run's: "${answer.metric}"`;
  const best = cells.find((cell) => cell.id === answer.best);
  if (best?.metrics[answer.metric] === undefined) {
    return `the best cell must have the metric "${answer.metric}": "${answer.best}" has none`;
  }

  const nClasses = dataset.classNames.length;
  if (dataset.classCounts.length !== nClasses) {
    return `dataset must count every class: ${nClasses} names, ${dataset.classCounts.length} counts`;
  }
  const odd = cells.find((cell) => !isSquare(cell, nClasses));
  return odd && `confusion must be ${nClasses}×${nClasses}: that of "${odd.id}" is not`;
}

function isSquare({ confusion }: ResultCell, size: number): boolean {
  return confusion.length === size && confusion.every((row) => row.length === size);
}
