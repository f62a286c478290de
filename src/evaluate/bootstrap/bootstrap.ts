import { mean } from '../statistics.ts';
import type { Metric, TestedFold } from '../types.ts';
import { foldScorer } from './fold-scorer.ts';
import type { Resampler } from './resampler.ts';

/** A metric of a cell as observed, and under resampling. */
export interface Distribution {
  /** The mean over folds. */
  readonly observed: number;
  readonly perFold: readonly number[];
  /** One value per resample. */
  readonly resampled: Float64Array;
}

/** Compute metrics of cells on the same resamples, so that cells can be compared resample by resample.
 *
 * The statistic is the mean of the metric over folds, T = Σ s_f · m_f / Σ s_f, where s_f is the number of samples drawn
 * of fold f over the number it holds. All s_f are 1 for the data as observed, and a fold of which nothing was drawn
 * does not count.
 * @param cells the tested folds of each.
 * @param resampler of the rows that all cells were tested on.
 * @returns by cell, then by metric.
 * Cost: O(nResamples · nPredictions · metrics) per cell. */
export function bootstrap(
  cells: readonly (readonly TestedFold[])[],
  metrics: readonly Metric[],
  resampler: Resampler,
  nResamples: number,
): Distribution[][] {
  const scorers = cells.map((folds) => folds.map((fold) => foldScorer(fold, metrics)));
  const resampled = cells.map(() => metrics.map(() => new Float64Array(nResamples)));
  for (let r = 0; r < nResamples; r++) {
    const weights = resampler.draw();
    const shares = weights.map(mean);
    const total = shares.reduce((sum, share) => sum + share, 0);
    for (let c = 0; c < cells.length; c++) {
      for (let f = 0; f < shares.length; f++) {
        if (shares[f] === 0) continue;
        const scores = scorers[c]![f]!(weights[f]!);
        for (let m = 0; m < metrics.length; m++) {
          resampled[c]![m]![r]! += (shares[f]! / total) * scores[m]!;
        }
      }
    }
  }
  return cells.map((folds, c) =>
    metrics.map((metric, m) => {
      const perFold = folds.map((fold) => metric.compute(fold));
      return { observed: mean(perFold), perFold, resampled: resampled[c]![m]! };
    }),
  );
}
