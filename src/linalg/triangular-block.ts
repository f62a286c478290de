/** Rows and columns of a triangular matrix that are factorised, or inverted, in typed-array code. */
export const BLOCK = 64;

/** Replace a small symmetric positive definite matrix by its Cholesky factor.
 * @param S float64, (n × n): its lower triangle is read; it becomes L, zero above the diagonal.
 * @returns whether every pivot was above `least`; if not, S is spoilt. */
export function factorBlock(S: Float64Array, n: number, least: number): boolean {
  for (let i = 0; i < n; i++) {
    const at = i * n;
    for (let j = 0; j < i; j++) S[at + j] = (S[at + j]! - dotOfParts(S, at, S, j * n, j)) / S[j * n + j]!;
    const pivot = S[at + i]! - dotOfParts(S, at, S, at, i);
    // as well where the pivot is not a number
    if (!(pivot > least)) return false;
    S[at + i] = Math.sqrt(pivot);
    S.fill(0, at + i + 1, at + n);
  }
  return true;
}

/** The inverse of a small lower triangular matrix, float64, (n × n).
 * @param L float64, (n × n), its diagonal not 0. */
export function invertedBlock(L: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const at = i * n;
    inverse[at + i] = 1;
    for (let j = 0; j < i; j++) {
      const scale = L[at + j]!;
      for (let f = 0; f <= j; f++) inverse[at + f]! -= scale * inverse[j * n + f]!;
    }
    for (let f = 0; f <= i; f++) inverse[at + f]! /= L[at + i]!;
  }
  return inverse;
}

/** Dot product of `n` values of `a` from `aAt` on with those of `b` from `bAt` on. */
export function dotOfParts(a: Float64Array, aAt: number, b: Float64Array, bAt: number, n: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let f = 0;
  for (; f + 4 <= n; f += 4) {
    s0 += a[aAt + f]! * b[bAt + f]!;
    s1 += a[aAt + f + 1]! * b[bAt + f + 1]!;
    s2 += a[aAt + f + 2]! * b[bAt + f + 2]!;
    s3 += a[aAt + f + 3]! * b[bAt + f + 3]!;
  }
  for (; f < n; f++) s0 += a[aAt + f]! * b[bAt + f]!;
  return s0 + s1 + (s2 + s3);
}
