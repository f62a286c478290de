import type { TestedFold } from '../../evaluate/index.ts';

/** More than any page shows of a prediction. */
const DIGITS = 6;

/** The numbers that a cell predicted, fold after fold; undefined where it predicted none. */
export function numbersOf(folds: readonly TestedFold[]): number[] | undefined {
  const found = folds.filter((fold) => fold.task === 'regression');
  if (found.length === 0) return undefined;
  return found.flatMap(({ yPred }) => Array.from(yPred, (value) => Number(value.toPrecision(DIGITS))));
}

/** The ids of the labels that a cell predicted of each sample, fold after fold; undefined where it predicted none. */
export function labelIdsOf(folds: readonly TestedFold[]): number[][] | undefined {
  const found = folds.filter((fold) => fold.task === 'multi-label');
  if (found.length === 0) return undefined;
  return found.flatMap(({ yPred: { data, rows, cols } }) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (_, label) => label).filter((label) => data[i * cols + label] === 1),
    ),
  );
}
