import { csvLine } from './csv.ts';
import type { ResultCell, Results } from './schema.ts';

/** `cells.csv`: a row for each cell, with what it is, every metric with the bounds of its 95 % interval, and what it
 * costs. A metric that a cell does not have leaves its fields empty. */
export function cellsCsv({ cells, answer, evaluation }: Results): string {
  const tied = new Set(answer.tiedBest);
  const columns: readonly (readonly [string, (cell: ResultCell) => string | number | undefined])[] = [
    ['cell', ({ id }) => id],
    ['role', ({ role }) => role],
    ['labels', ({ labels }) => labels],
    ['standing', ({ id }) => (id === answer.best ? 'best' : tied.has(id) ? 'as-good' : '')],
    ['feature', ({ feature }) => feature.id],
    ['kind', ({ feature }) => feature.kind],
    ['backbone', ({ feature }) => feature.backbone],
    ['layer', ({ feature }) => feature.layer],
    ['pooling', ({ feature }) => feature.pooling],
    ['depth', ({ feature }) => feature.depth],
    ['dim', ({ feature }) => feature.dim],
    ['model', ({ model }) => model.type],
    ['implementation', ({ model }) => model.implementation],
    ['params', ({ model }) => JSON.stringify(model.params)],
    ['transform', ({ transform }) => transform.join(' ')],
    ...evaluation.metrics.flatMap(({ id }) => [
      [id, (cell: ResultCell) => cell.metrics[id]?.mean] as const,
      [`${id} low`, (cell: ResultCell) => cell.metrics[id]?.ci95[0]] as const,
      [`${id} high`, (cell: ResultCell) => cell.metrics[id]?.ci95[1]] as const,
    ]),
    ['extract ms per sample', ({ feature }) => feature.extractMsPerSample],
    ['model bytes', ({ feature }) => feature.modelBytes],
    ['macs', ({ feature }) => feature.macs],
    ['fit ms', ({ fitMs }) => fitMs],
    ['predict ms', ({ predictMs }) => predictMs],
  ];
  const lines = [
    csvLine(columns.map(([head]) => head)),
    ...cells.map((cell) => csvLine(columns.map(([, field]) => field(cell) ?? ''))),
  ];
  return `${lines.join('\n')}\n`;
}
