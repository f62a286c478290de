import { deriveSeed } from '../../core/index.ts';
import { isComputable, metrics, needOf } from '../metrics/registry.ts';
import { fromCellPredictions } from '../tested-fold.ts';
import type { CellPrediction, Interval } from '../types.ts';
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
  a: readonly CellPrediction[],
  b: readonly CellPrediction[],
  options: PairedOptions,
): Interval {
  const [first, second] = resampleTogether([a, b], options);
  return differenceOf(first!, second!);
}

/** The metric of several cells on the same resamples.
 * @throws {RangeError} If rows or folds differ, or predictions lack what the metric needs. */
export function resampleTogether(
  cells: readonly (readonly CellPrediction[])[],
  { metric: id, seed, groups, nResamples = 2000 }: PairedOptions,
): Distribution[] {
  const metric = metrics.get(id);
  for (const cell of cells) requireSameTests(cells[0]!, cell);
  const tested = cells.map(fromCellPredictions);
  if (!tested.flat().every((fold) => isComputable(metric, fold))) {
    throw new RangeError(`Cannot compare the cells by ${id} as all predictions must have ${needOf(metric)}`);
  }
  const resampler = createResampler(tested[0] ?? [], deriveSeed(seed, 'paired'), groups);
  return bootstrap(tested, [metric], resampler, nResamples).flat();
}

/** The interval of a − b, resample by resample. */
export function differenceOf(a: Distribution, b: Distribution): Interval {
  return centredInterval(
    a.observed - b.observed,
    a.resampled.map((value, r) => value - b.resampled[r]!),
  );
}

function requireSameTests(a: readonly CellPrediction[], b: readonly CellPrediction[]): void {
  const place = (prediction: CellPrediction | undefined) =>
    prediction === undefined ? 'nothing' : `row ${prediction.row} in fold ${prediction.fold}`;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    if (a[i]?.row === b[i]?.row && a[i]?.fold === b[i]?.fold) continue;
    throw new RangeError(
      `Cannot compare the cells as they must be tested on the same rows and folds: prediction ${i} is ${place(a[i])} and ${place(b[i])}`,
    );
  }
}
