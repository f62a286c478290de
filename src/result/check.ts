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
  return taskInconsistencyOf(results) ?? targetInconsistencyOf(results.targets, ids);
}

/** The same of what goes with the task alone. */
function taskInconsistencyOf({ dataset, cells }: Results): string | undefined {
  const { task = 'classification', classNames, labelNames = [], labelCounts = [] } = dataset;
  if (labelCounts.length !== labelNames.length) {
    return `dataset must count every label: ${labelNames.length} names, ${labelCounts.length} counts`;
  }
  const size = task === 'classification' ? classNames.length : undefined;
  const odd = cells.find((cell) => !hasConfusion(cell, size));
  if (odd === undefined) return undefined;
  return size === undefined
    ? `confusion must be absent where samples have no class: "${odd.id}" has one`
    : `confusion must be ${size}×${size}: that of "${odd.id}" is not`;
}

function targetInconsistencyOf(
  { regression = [], multiLabel = [] }: NonNullable<Results['targets']> = {},
  ids: ReadonlySet<string>,
): string | undefined {
  const unknown = [...regression, ...multiLabel].find(({ cell }) => !ids.has(cell));
  if (unknown !== undefined) return `targets must name cells of the run: "${unknown.cell}"`;
  const uneven = regression.find(
    ({ samples, actual, predicted }) =>
      actual.length !== samples.length || predicted.length !== samples.length,
  );
  return uneven && `targets must hold as many numbers as samples: those of "${uneven.cell}" differ`;
}

/** Whether a cell has a square confusion matrix of this size, or none where there are no classes. */
function hasConfusion({ confusion }: ResultCell, size: number | undefined): boolean {
  if (size === undefined || confusion === undefined) return size === undefined && confusion === undefined;
  return confusion.length === size && confusion.every((row) => row.length === size);
}
