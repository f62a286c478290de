import { isOfClasses } from '../predictions.ts';
import { mean } from '../statistics.ts';
import type { Metric, TestedFold } from '../types.ts';
import { foldScorer } from './fold-scorer.ts';
import { poolFolds } from './pool-folds.ts';
import type { Design, Resampler } from './resampler.ts';

/** A metric of a cell as observed, and under resampling. */
export interface Distribution {
  /** The mean over folds. */
  readonly observed: number;
  readonly perFold: readonly number[];
  /** One value per resample. */
  readonly resampled: Float64Array;
  readonly design: Design;
  /** Whether a clusterer predicted. */
  readonly clustered: boolean;
}

/** Compute metrics of cells on the same resamples, so that cells can be compared resample by resample.
 *
 * The metric of a resample is computed from the predictions of all folds together, each fold with the same weight, as in
 * the mean over folds: a small fold lacks some classes in many resamples, and its macro-averages would then vary less
 * than they do. Metrics of clusters are means over folds: T = Σ s_f · m_f / Σ s_f, where s_f is the weight drawn of fold
 * f over the samples it holds; a fold of which nothing was drawn does not count.
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
  const scorers = cells.map((folds) => cellScorer(folds, metrics));
  const resampled = cells.map(() => metrics.map(() => new Float64Array(nResamples)));
  for (let r = 0; r < nResamples; r++) {
    const weights = resampler.draw();
    for (let c = 0; c < cells.length; c++) {
      const scores = scorers[c]!(weights);
      for (let m = 0; m < metrics.length; m++) resampled[c]![m]![r] = scores[m]!;
    }
  }
  return cells.map((folds, c) =>
    metrics.map((metric, m) => {
      const perFold = folds.map((fold) => metric.compute(fold));
      return {
        observed: mean(perFold),
        perFold,
        resampled: resampled[c]![m]!,
        design: resampler.design,
        clustered: folds.some((fold) => isOfClasses(fold) && fold.clusters !== undefined),
      };
    }),
  );
}

/** Score all folds of a cell; every call writes to the same array. */
function cellScorer(
  folds: readonly TestedFold[],
  metrics: readonly Metric[],
): (weights: readonly Float64Array[]) => Float64Array {
  const scores = new Float64Array(metrics.length);
  const byFold = metrics.filter(({ needs }) => needs === 'clusters');
  const pooled = metrics.filter(({ needs }) => needs !== 'clusters');
  const scorePooled = pooledScorer(folds, pooled);
  const scoreFolds = foldsScorer(folds, byFold);
  return (weights) => {
    const together = scorePooled(weights);
    const apart = scoreFolds(weights);
    for (let m = 0, p = 0, f = 0; m < metrics.length; m++) {
      scores[m] = metrics[m]!.needs === 'clusters' ? apart[f++]! : together[p++]!;
    }
    return scores;
  };
}

function pooledScorer(folds: readonly TestedFold[], metrics: readonly Metric[]) {
  if (metrics.length === 0) return () => new Float64Array(0);
  const score = foldScorer(poolFolds(folds), metrics);
  const total = folds.reduce((sum, { rows }) => sum + rows.length, 0);
  const pooled = new Float64Array(total);
  return (weights: readonly Float64Array[]) => {
    let at = 0;
    for (const fold of weights) {
      const share = total / (folds.length * fold.length);
      for (let i = 0; i < fold.length; i++) pooled[at++] = fold[i]! * share;
    }
    return score(pooled);
  };
}

function foldsScorer(folds: readonly TestedFold[], metrics: readonly Metric[]) {
  const result = new Float64Array(metrics.length);
  if (metrics.length === 0) return () => result;
  const scorers = folds.map((fold) => foldScorer(fold, metrics));
  return (weights: readonly Float64Array[]) => {
    const shares = weights.map(mean);
    const total = shares.reduce((sum, share) => sum + share, 0);
    result.fill(0);
    for (let f = 0; f < shares.length; f++) {
      if (shares[f] === 0) continue;
      const scores = scorers[f]!(weights[f]!);
      for (let m = 0; m < metrics.length; m++) result[m]! += (shares[f]! / total) * scores[m]!;
    }
    return result;
  };
}
