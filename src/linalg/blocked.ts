import { type Matrix, matrix } from '../core/index.ts';

/** A · Bᵀ in typed-array code: for shapes so small that a session call costs more than the work.
 * @returns float32, (A.rows, B.rows); each sum is accumulated in float64.
 * Cost: about 1 ns per multiplication and addition. */
export function blockedProduct(A: Matrix, B: Matrix): Matrix {
  const C = matrix(A.rows, B.rows);
  for (let i = 0; i < A.rows; i++) {
    let j = 0;
    for (; j + 4 <= B.rows; j += 4)
      fourDots(A.data, i * A.cols, B.data, j * B.cols, A.cols, C.data, i * C.cols + j);
    for (; j < B.rows; j++) C.data[i * C.cols + j] = dot(A.data, i * A.cols, B.data, j * B.cols, A.cols);
  }
  return C;
}

/** One row of A against four rows of B: each value of A is read once for four products. */
function fourDots(
  a: Float32Array,
  aAt: number,
  b: Float32Array,
  bAt: number,
  n: number,
  out: Float32Array,
  outAt: number,
): void {
  const b1 = bAt + n;
  const b2 = b1 + n;
  const b3 = b2 + n;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < n; k++) {
    const value = a[aAt + k]!;
    s0 += value * b[bAt + k]!;
    s1 += value * b[b1 + k]!;
    s2 += value * b[b2 + k]!;
    s3 += value * b[b3 + k]!;
  }
  out[outAt] = s0;
  out[outAt + 1] = s1;
  out[outAt + 2] = s2;
  out[outAt + 3] = s3;
}

/** Dot product of `n` values of `a` from `aAt` on with those of `b` from `bAt` on, accumulated in float64. */
export function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 4 <= n; k += 4) {
    s0 += a[aAt + k]! * b[bAt + k]!;
    s1 += a[aAt + k + 1]! * b[bAt + k + 1]!;
    s2 += a[aAt + k + 2]! * b[bAt + k + 2]!;
    s3 += a[aAt + k + 3]! * b[bAt + k + 3]!;
  }
  for (; k < n; k++) s0 += a[aAt + k]! * b[bAt + k]!;
  return s0 + s1 + s2 + s3;
}

/** Sum of the squared differences of `n` values, in float64, four sums at a time. */
export function squaredDistance(
  a: Float32Array,
  aAt: number,
  b: Float32Array,
  bAt: number,
  n: number,
): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 4 <= n; k += 4) {
    const d0 = a[aAt + k]! - b[bAt + k]!;
    const d1 = a[aAt + k + 1]! - b[bAt + k + 1]!;
    const d2 = a[aAt + k + 2]! - b[bAt + k + 2]!;
    const d3 = a[aAt + k + 3]! - b[bAt + k + 3]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; k < n; k++) s0 += (a[aAt + k]! - b[bAt + k]!) ** 2;
  return s0 + s1 + s2 + s3;
}

/** Squared Euclidean length of every row, float64, (X.rows,). */
export function squaredNorms(X: Matrix): Float64Array {
  const norms = new Float64Array(X.rows);
  for (let i = 0; i < X.rows; i++) norms[i] = dot(X.data, i * X.cols, X.data, i * X.cols, X.cols);
  return norms;
}

/** Sum of float32 values, accumulated in float64. */
export function sum(values: Float32Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
