/** Solve H x = r for a small symmetric positive definite H by Cholesky.
 * @param H float64, (n × n), the lower triangle is read and spoilt. @param r float64, (n,).
 * @returns x, or undefined where H is singular. */
export function solveSmall(H: Float64Array, r: Float64Array): Float64Array | undefined {
  const n = r.length;
  const x = Float64Array.from(r);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = H[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= H[i * n + k]! * H[j * n + k]!;
      if (i > j) H[i * n + j] = sum / H[j * n + j]!;
      else if (sum > 1e-12 * H[i * n + i]! && sum > 0) H[i * n + i] = Math.sqrt(sum);
      else return undefined;
    }
    for (let k = 0; k < i; k++) x[i]! -= H[i * n + k]! * x[k]!;
    x[i]! /= H[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= H[k * n + i]! * x[k]!;
    x[i]! /= H[i * n + i]!;
  }
  return x;
}
