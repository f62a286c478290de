import type { Matrix } from '../../core/index.ts';
import { groupSums } from './group-means.ts';

/** Mean and (biased) variance of every feature within each group of samples, in two passes.
 * @param groups int32, (nSamples,), the group of each sample. @param counts samples per group, none 0.
 * @returns float64, (counts.length × nFeatures). */
export function groupMoments(
  X: Matrix,
  groups: Int32Array,
  counts: Int32Array,
): { means: Float64Array; variances: Float64Array } {
  const d = X.cols;
  const means = groupSums(X, groups, counts.length).map((sum, at) => sum / counts[Math.floor(at / d)]!);
  const variances = new Float64Array(means.length);
  for (let i = 0; i < X.rows; i++) addSquares(X.data, i * d, means, variances, groups[i]! * d, d);
  for (let at = 0; at < variances.length; at++) variances[at]! /= counts[Math.floor(at / d)]!;
  return { means, variances };
}

/** Add the squared differences of one sample from its group's means to the group's sums. */
function addSquares(
  x: Float32Array,
  xAt: number,
  means: Float64Array,
  sums: Float64Array,
  at: number,
  n: number,
): void {
  for (let f = 0; f < n; f++) {
    const difference = x[xAt + f]! - means[at + f]!;
    sums[at + f]! += difference * difference;
  }
}

/** The greatest variance of a feature over all samples, out of the moments of their groups: the variance within the groups
 * and that of the groups' means. */
export function greatestVariance(
  means: Float64Array,
  variances: Float64Array,
  counts: Int32Array,
  { rows, cols }: Matrix,
): number {
  let greatest = 0;
  for (let f = 0; f < cols; f++) {
    let mean = 0;
    for (let c = 0; c < counts.length; c++) mean += (counts[c]! / rows) * means[c * cols + f]!;
    let variance = 0;
    for (let c = 0; c < counts.length; c++) {
      const difference = means[c * cols + f]! - mean;
      variance += (counts[c]! / rows) * (variances[c * cols + f]! + difference * difference);
    }
    greatest = Math.max(greatest, variance);
  }
  return greatest;
}
