import { mean, quantile } from '../statistics.ts';
import type { Interval } from '../types.ts';

/** The 95 % percentile interval of resampled values, moved by their mean's distance from the observed value.
 *
 * Resampling repeats some samples and drops others, which shifts metrics that are no plain mean (macro F1 of a small
 * fold, NMI) to one side; moving the interval back keeps it around what was observed. Accuracy and log loss hardly
 * move. Where no resample differs (every prediction right), the interval is the one value.
 * @param range least and greatest possible value; the interval is cut there.
 * Source: Efron & Tibshirani, An Introduction to the Bootstrap, §10 (bias) and §13 (percentile interval). */
export function centredInterval(
  observed: number,
  resampled: Float64Array,
  range: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
): Interval {
  const sorted = resampled.toSorted();
  const bias = mean(sorted) - observed;
  const bound = (share: number) => Math.min(Math.max(quantile(sorted, share) - bias, range[0]), range[1]);
  return { mean: observed, ci95: [bound(0.025), bound(0.975)] };
}
