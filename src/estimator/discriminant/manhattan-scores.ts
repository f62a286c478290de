import type { Matrix } from '../../core/index.ts';

/** Minus the sum of absolute differences of every row of X from every centroid, in units of `scales`.
 * @param centroids float64, (k × nFeatures). @param scales float64, (nFeatures,), above 0.
 * @returns float64, (X.rows × k).
 * Cost: O(X.rows · nFeatures · k). */
export function manhattanScores(X: Matrix, centroids: Float64Array, scales: Float64Array): Float64Array {
  const d = X.cols;
  const k = centroids.length / d;
  const scaled = centroids.map((value, at) => value / scales[at % d]!);
  const result = new Float64Array(X.rows * k);
  const x = new Float64Array(d);
  const sums = new Float64Array(4);
  for (let i = 0; i < X.rows; i++) {
    for (let f = 0; f < d; f++) x[f] = X.data[i * d + f]! / scales[f]!;
    for (let c = 0; c < k; c += 4) {
      // past the end the last centroid stands in
      const at = (step: number) => Math.min(c + step, k - 1) * d;
      fourDistances(x, scaled, at(0), at(1), at(2), at(3), sums);
      for (let step = 0; step < 4 && c + step < k; step++) result[i * k + c + step] = -sums[step]!;
    }
  }
  return result;
}

/** The distances of one sample to four centroids: each of its values is read once for all. */
function fourDistances(
  x: Float64Array,
  centroids: Float64Array,
  a: number,
  b: number,
  c: number,
  e: number,
  sums: Float64Array,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let f = 0; f < x.length; f++) {
    const value = x[f]!;
    s0 += Math.abs(value - centroids[a + f]!);
    s1 += Math.abs(value - centroids[b + f]!);
    s2 += Math.abs(value - centroids[c + f]!);
    s3 += Math.abs(value - centroids[e + f]!);
  }
  sums[0] = s0;
  sums[1] = s1;
  sums[2] = s2;
  sums[3] = s3;
}
