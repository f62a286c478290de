import { readFileSync } from 'node:fs';
import type { ClassFold } from '../../src/evaluate/index.ts';

/** What each cell of a run predicted, read back from its predictions.csv; samples and classes are numbered in the order
 * in which they come up. */
export function readPredictions(file: string): {
  readonly cells: ReadonlyMap<string, readonly ClassFold[]>;
  readonly nClasses: number;
} {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  const ids = { sample: new Map<string, number>(), class: new Map<string, number>() };
  const idOf = (kind: keyof typeof ids, name: string) => {
    const known = ids[kind];
    if (!known.has(name)) known.set(name, known.size);
    return known.get(name)!;
  };
  const cells = new Map<string, { rows: number[]; yTrue: number[]; yPred: number[] }[]>();
  for (const line of lines) {
    // RFC 4180, without quotes inside quotes: a cell's id may hold a comma.
    const fields = line
      .match(/("[^"]*"|[^,]*)(,|$)/g)!
      .map((field) => field.replace(/,$/, '').replaceAll('"', ''));
    const [cell, sample, fold, actual, predicted] = fields as [string, string, string, string, string];
    if (!cells.has(cell)) cells.set(cell, []);
    const folds = cells.get(cell)!;
    folds[Number(fold)] ??= { rows: [], yTrue: [], yPred: [] };
    const { rows, yTrue, yPred } = folds[Number(fold)]!;
    rows.push(idOf('sample', sample));
    yTrue.push(idOf('class', actual));
    yPred.push(idOf('class', predicted));
  }
  const nClasses = ids.class.size;
  return {
    nClasses,
    cells: new Map(
      [...cells].map(([id, folds]) => [
        id,
        folds.map(({ rows, yTrue, yPred }) => ({
          rows: Int32Array.from(rows),
          yTrue: Int32Array.from(yTrue),
          yPred: Int32Array.from(yPred),
          nClasses,
        })),
      ]),
    ),
  };
}
