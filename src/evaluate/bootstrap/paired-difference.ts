import { deriveSeed } from '../../core/index.ts';
import { isComputable, metrics, needOf } from '../metrics/registry.ts';
import type { Interval, TestedFold } from '../types.ts';
import { bootstrap, type Distribution } from './bootstrap.ts';
import { centredInterval } from './interval.ts';
import { createResampler } from './resampler.ts';

/** How to resample. */
export interface PairedOptions {
  /** A metric's id. */
  readonly metric: string;
  readonly seed: number;
  /** Per row of X; whole groups are drawn. */
  readonly groups?: readonly (string | undefined)[];
  /** Default 2,000. */
  readonly nResamples?: number;
}

/** The difference a − b of a metric between two cells that were tested on the same rows and folds, by paired
 * bootstrap: both are computed on the same resamples of the test samples.
 * @throws {RangeError} If rows or folds differ, or the predictions lack what the metric needs. */
export function pairedDifference(
  a: readonly TestedFold[],
  b: readonly TestedFold[],
  options: PairedOptions,
): Interval {
  const [first, second] = resampleTogether([a, b], options);
  return differenceOf(first!, second!);
}

/** The metric of several cells on the same resamples.
 * @throws {RangeError} If rows or folds differ, or predictions lack what the metric needs. */
export function resampleTogether(
  cells: readonly (readonly TestedFold[])[],
  { metric: id, seed, groups, nResamples = 2000 }: PairedOptions,
): Distribution[] {
  const metric = metrics.get(id);
  for (const cell of cells) requireSameTests(cells[0]!, cell);
  if (!cells.flat().every((fold) => isComputable(metric, fold))) {
    throw new RangeError(`Cannot compare the cells by ${id} as all predictions must have ${needOf(metric)}`);
  }
  const resampler = createResampler(cells[0] ?? [], deriveSeed(seed, 'paired'), groups);
  return bootstrap(cells, [metric], resampler, nResamples).flat();
}

/** The interval of a − b, resample by resample. */
export function differenceOf(a: Distribution, b: Distribution): Interval {
  return centredInterval(
    a.observed - b.observed,
    a.resampled.map((value, r) => value - b.resampled[r]!),
  );
}

function requireSameTests(a: readonly TestedFold[], b: readonly TestedFold[]): void {
  for (let f = 0; f < Math.max(a.length, b.length); f++) {
    const [rowsA, rowsB] = [a[f]?.rows ?? [], b[f]?.rows ?? []];
    for (let i = 0; i < Math.max(rowsA.length, rowsB.length); i++) {
      if (rowsA[i] === rowsB[i]) continue;
      const [rowA, rowB] = [rowsA[i], rowsB[i]].map((row) => (row === undefined ? 'nothing' : `row ${row}`));
      throw new RangeError(
        `Cannot compare the cells as they must be tested on the same rows and folds: prediction ${i} of fold ${f} is ${rowA} and ${rowB}`,
      );
    }
  }
}
