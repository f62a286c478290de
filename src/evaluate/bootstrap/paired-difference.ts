import { deriveSeed } from '../../core/index.ts';
import { isComputable, metrics, needOf } from '../metrics/registry.ts';
import { variance } from '../statistics.ts';
import { studentQuantile } from '../tests/student.ts';
import type { Interval, Metric, TestedFold } from '../types.ts';
import { bootstrap, type Distribution } from './bootstrap.ts';
import { freedomOf } from './interval.ts';
import { createResampler } from './resampler.ts';
import { trainingFactor } from './training-share.ts';

/** How to resample. */
export interface PairedOptions {
  /** A metric's id. */
  readonly metric: string;
  readonly seed: number;
  /** Per row of X; whole groups are drawn. */
  readonly groups?: readonly (string | undefined)[];
  /** Training samples, mean over folds; default: as many as were tested. */
  readonly trainSize?: number | undefined;
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
  return differenceOf(first!, second!, metrics.get(options.metric), options.trainSize);
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

/** The 95 % interval of a − b, resample by resample.
 * @param trainSize training samples, mean over folds. */
export function differenceOf(
  a: Distribution,
  b: Distribution,
  metric: Metric,
  trainSize: number = a.design.nSamples,
): Interval {
  const mean = a.observed - b.observed;
  const spread = variance(a.resampled.map((value, r) => value - b.resampled[r]!));
  const half = studentQuantile(0.975, freedomOf(a.design)) * differenceError(spread, a, b, metric, trainSize);
  return { mean, ci95: [mean - half, mean + half] };
}

/** The standard error of a − b. On a scale with two ends one sample more counts as if the cells differed on it, as two
 * cells that happen to err on nearly the same few samples are not known so well.
 * @param spread variance of the resampled differences; 0 means that the cells are the same.
 * Source: Agresti & Min 2005, for the sample more. */
export function differenceError(
  spread: number,
  a: Distribution,
  b: Distribution,
  metric: Metric,
  trainSize: number = a.design.nSamples,
): number {
  if (spread === 0) return 0;
  const factor = Math.max(trainingFactor(a, trainSize), trainingFactor(b, trainSize));
  return Math.sqrt(spread * factor + oneSampleMore(a, metric));
}

/** What a sample more adds to the variance of a difference; 0 on a scale with an open end. */
export function oneSampleMore({ design }: Distribution, { range: [least, greatest] }: Metric): number {
  const step = (greatest - least) / design.effectiveUnits;
  return Number.isFinite(step) ? step ** 2 : 0;
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
