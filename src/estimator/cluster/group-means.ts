import { type Matrix, matrix } from '../../core/index.ts';

/** The sum of the rows of every group of samples.
 * @param groups int32, (nSamples,), the group of each sample, below `nGroups`.
 * @returns float64, (nGroups × nFeatures). */
export function groupSums(X: Matrix, groups: Int32Array, nGroups: number): Float64Array {
  const { rows, cols, data } = X;
  const sums = new Float64Array(nGroups * cols);
  for (let i = 0; i < rows; i++) {
    const [from, to] = [i * cols, groups[i]! * cols];
    for (let f = 0; f < cols; f++) sums[to + f]! += data[from + f]!;
  }
  return sums;
}

/** The mean of the rows of every group of samples, accumulated in float64.
 * @param counts samples per group, none 0.
 * @returns float32, (counts.length, nFeatures). */
export function groupMeans(X: Matrix, groups: Int32Array, counts: Int32Array): Matrix {
  const sums = groupSums(X, groups, counts.length);
  return matrix(
    counts.length,
    X.cols,
    Float32Array.from(sums, (sum, at) => sum / counts[Math.floor(at / X.cols)]!),
  );
}
