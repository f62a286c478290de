import { isOfClasses } from '../predictions.ts';
import type { ClassFold, Metric, TestedFold } from '../types.ts';

/** Compute metrics of one fold under many weightings; every call writes to the same array.
 * @returns from how often each sample counts, (nSamples,), to one value per metric. */
export function foldScorer(
  fold: TestedFold,
  metrics: readonly Metric[],
): (weights: Float64Array) => Float64Array {
  if (isOfClasses(fold)) return classScorer(fold, metrics);
  const score = metrics.map((metric) => metric.weighted(fold));
  const scores = new Float64Array(metrics.length);
  return (weights) => {
    for (let m = 0; m < metrics.length; m++) scores[m] = score[m]!(weights);
    return scores;
  };
}

/** A metric of labels alone sees only how often which label was predicted for which, so equal predictions are counted
 * once for all of these metrics, which then run over a few distinct pairs instead of all samples. */
function classScorer(fold: ClassFold, metrics: readonly Metric[]): (weights: Float64Array) => Float64Array {
  const { yTrue, yPred, nClasses } = fold;
  const places = new Map<number, number>();
  const firsts: number[] = [];
  const pairOf = yTrue.map((label, i) => {
    const key = label * nClasses + yPred[i]!;
    const pair = places.get(key) ?? places.size;
    if (pair === places.size) {
      places.set(key, pair);
      firsts.push(i);
    }
    return pair;
  });
  const pairs = {
    yTrue: Int32Array.from(firsts, (i) => yTrue[i]!),
    yPred: Int32Array.from(firsts, (i) => yPred[i]!),
    nClasses,
  };
  const pairWeights = new Float64Array(firsts.length);
  const scores = new Float64Array(metrics.length);
  const score = metrics.map((metric) => metric.weighted(metric.needs === undefined ? pairs : fold));
  return (weights) => {
    pairWeights.fill(0);
    for (let i = 0; i < weights.length; i++) pairWeights[pairOf[i]!]! += weights[i]!;
    for (let m = 0; m < metrics.length; m++) {
      scores[m] = score[m]!(metrics[m]!.needs === undefined ? pairWeights : weights);
    }
    return scores;
  };
}
