import { choleskyFactor, triangularInverse } from '../../linalg/index.ts';

/** A feature of which less than this share of the variance is its own is taken for a combination of others. */
const LEAST_PIVOT = 1e-10;

/** Values of a lower triangular (n × n) matrix. */
export function triangleSize(n: number): number {
  return (n * (n + 1)) / 2;
}

/** What makes a covariance the identity: the inverse of its Cholesky factor, T with T S Tᵀ = I.
 * @param S float64, (n × n), which is overwritten.
 * @param triangle receives the rows of T one after the other, row i of i + 1 values: float32, (triangleSize(n),).
 * @returns log |S|, or undefined where S is singular.
 * Cost: O(n³). */
export async function whitening(
  S: Float64Array,
  n: number,
  triangle: Float32Array,
): Promise<number | undefined> {
  const scales = new Float64Array(n);
  let logDeterminant = 0;
  for (let i = 0; i < n; i++) {
    const variance = S[i * n + i]!;
    if (!(variance > 0)) return undefined;
    scales[i] = 1 / Math.sqrt(variance);
    logDeterminant += Math.log(variance);
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) S[i * n + j]! *= scales[i]! * scales[j]!;
  }
  if (!(await choleskyFactor(S, n, LEAST_PIVOT))) return undefined;
  for (let i = 0; i < n; i++) logDeterminant += 2 * Math.log(S[i * n + i]!);
  await triangularInverse(S, n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j <= i; j++, at++) triangle[at] = S[i * n + j]! * scales[j]!;
  }
  return logDeterminant;
}
