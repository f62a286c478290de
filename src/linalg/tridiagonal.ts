/** A symmetric matrix brought to tridiagonal form: S = Q T Qᵀ with Q = H(n−1) ⋯ H(2), H(i) = I − u uᵀ / h. */
export interface Tridiagonal {
  readonly n: number;
  /** float64, (n,). */
  readonly diagonal: Float64Array;
  /** float64, (n,): entry i stands between i − 1 and i; entry 0 is 0. */
  readonly offDiagonal: Float64Array;
  /** float64, (n × n): row i holds the i values of u of H(i). */
  readonly reflectors: Float64Array;
  /** float64, (n,): h of H(i); 0 where H(i) is the identity. */
  readonly scales: Float64Array;
}

/** Householder's reduction to tridiagonal form, from the last row up. Each rank-two update of the rest is fused with the
 * next product by it, so that the matrix is read once per step.
 * @param S float64, (n × n), symmetric: its lower triangle is read.
 * Cost: 4/3 n³ flops.
 * Source: Golub & Van Loan, Matrix Computations, 4th edition, section 8.3.1. */
export function tridiagonalise(S: Float64Array, n: number): Tridiagonal {
  const reflectors = S.slice();
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const scales = new Float64Array(n);
  const zeros = new Float64Array(n);
  let q = new Float64Array(n);
  let next = new Float64Array(n);
  let above: Float64Array = zeros;
  for (let i = n - 1; i > 0; i--) {
    // Row i was left out of the update after row i + 1: it is needed first.
    updateRow(reflectors, i * n, i + 1, above[i]!, q[i]!, above, q);
    diagonal[i] = reflectors[i * n + i]!;
    const u = reflectors.subarray(i * n, i * n + i);
    const h = reflect(u, offDiagonal, i);
    scales[i] = h;
    updateAndMultiply(reflectors, n, i, above, q, h === 0 ? zeros : u, next.fill(0));
    if (h === 0) q.fill(0);
    else [q, next] = [direction(u, next, h), q];
    above = h === 0 ? zeros : u;
  }
  updateRow(reflectors, 0, 1, above[0] ?? 0, q[0]!, above, q);
  diagonal[0] = reflectors[0]!;
  return { n, diagonal, offDiagonal, reflectors, scales };
}

/** Turn a row into the u whose reflection leaves its last value alone, which becomes entry i of `offDiagonal`.
 * @returns h = uᵀu / 2; 0 where the rest of the row is zero already. */
function reflect(u: Float64Array, offDiagonal: Float64Array, i: number): number {
  const last = u[i - 1]!;
  let scale = 0;
  for (let j = 0; j < i - 1; j++) scale = Math.max(scale, Math.abs(u[j]!));
  if (scale === 0) {
    offDiagonal[i] = last;
    return 0;
  }
  scale = Math.max(scale, Math.abs(last));
  let squares = 0;
  for (let j = 0; j < i; j++) {
    u[j]! /= scale;
    squares += u[j]! * u[j]!;
  }
  const length = last > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  offDiagonal[i] = scale * length;
  const h = squares - u[i - 1]! * length;
  u[i - 1]! -= length;
  return h;
}

/** q = p − K u with p = S u / h and K = uᵀp / 2h: the update of S is − u qᵀ − q uᵀ.
 * @param product S u; becomes q. */
function direction(
  u: Float64Array,
  product: Float64Array<ArrayBuffer>,
  h: number,
): Float64Array<ArrayBuffer> {
  let K = 0;
  for (let j = 0; j < u.length; j++) {
    product[j]! /= h;
    K += u[j]! * product[j]!;
  }
  K /= 2 * h;
  for (let j = 0; j < u.length; j++) product[j]! -= K * u[j]!;
  return product;
}

/** Row of S − u qᵀ − q uᵀ, `count` values from `at` on. */
function updateRow(
  S: Float64Array,
  at: number,
  count: number,
  ur: number,
  qr: number,
  u: Float64Array,
  q: Float64Array,
): void {
  if (ur === 0 && qr === 0) return;
  for (let j = 0; j < count; j++) S[at + j]! -= ur * q[j]! + qr * u[j]!;
}

/** S − u qᵀ − q uᵀ in the lower triangle of the first `m` rows, and its product with v added to `p`. */
function updateAndMultiply(
  S: Float64Array,
  n: number,
  m: number,
  u: Float64Array,
  q: Float64Array,
  v: Float64Array,
  p: Float64Array,
): void {
  let r = 0;
  for (; r + 1 < m; r += 2) twoRows(S, r * n, (r + 1) * n, r, u, q, v, p);
  if (r < m) {
    updateRow(S, r * n, r + 1, u[r]!, q[r]!, u, q);
    let sum = 0;
    const vr = v[r]!;
    for (let j = 0; j < r; j++) {
      sum += S[r * n + j]! * v[j]!;
      p[j]! += S[r * n + j]! * vr;
    }
    p[r]! += sum + S[r * n + r]! * vr;
  }
}

/** Rows r and r + 1 together: what is read of the vectors serves both. */
function twoRows(
  S: Float64Array,
  a: number,
  b: number,
  r: number,
  u: Float64Array,
  q: Float64Array,
  v: Float64Array,
  p: Float64Array,
): void {
  const [u0, q0, v0] = [u[r]!, q[r]!, v[r]!];
  const [u1, q1, v1] = [u[r + 1]!, q[r + 1]!, v[r + 1]!];
  let sum0 = 0;
  let sum1 = 0;
  for (let j = 0; j < r; j++) {
    const uj = u[j]!;
    const qj = q[j]!;
    const vj = v[j]!;
    const s0 = S[a + j]! - u0 * qj - q0 * uj;
    const s1 = S[b + j]! - u1 * qj - q1 * uj;
    S[a + j] = s0;
    S[b + j] = s1;
    sum0 += s0 * vj;
    sum1 += s1 * vj;
    p[j]! += s0 * v0 + s1 * v1;
  }
  const s00 = S[a + r]! - 2 * u0 * q0;
  const s10 = S[b + r]! - u1 * q0 - q1 * u0;
  const s11 = S[b + r + 1]! - 2 * u1 * q1;
  S[a + r] = s00;
  S[b + r] = s10;
  S[b + r + 1] = s11;
  p[r]! += sum0 + s00 * v0 + s10 * v1;
  p[r + 1]! += sum1 + s10 * v0 + s11 * v1;
}

/** Multiply every row of Z by Qᵀ from the right: an eigenvector of T becomes one of S.
 * @param Z float64, (count × n), changed in place.
 * @param isIdentity whether Z is the identity, of which only the rows above i change with H(i).
 * Cost: 2 · count · n² flops, 4/3 n³ for the identity. */
export function backTransform(
  { n, reflectors, scales }: Tridiagonal,
  Z: Float64Array,
  isIdentity = false,
): void {
  const count = Z.length / n;
  for (let r = 0; r < count; r += 4) {
    for (let i = isIdentity ? Math.max(2, r + 1) : 2; i < n; i++) {
      if (scales[i] === 0) continue;
      if (r + 4 <= count) reflectFour(Z, r * n, n, reflectors, i * n, i, scales[i]!);
      else for (let row = r; row < count; row++) reflectOne(Z, row * n, reflectors, i * n, i, scales[i]!);
    }
  }
}

function reflectOne(
  Z: Float64Array,
  at: number,
  u: Float64Array,
  uAt: number,
  count: number,
  h: number,
): void {
  let dot = 0;
  for (let j = 0; j < count; j++) dot += Z[at + j]! * u[uAt + j]!;
  dot /= h;
  for (let j = 0; j < count; j++) Z[at + j]! -= dot * u[uAt + j]!;
}

function reflectFour(
  Z: Float64Array,
  a: number,
  n: number,
  u: Float64Array,
  uAt: number,
  count: number,
  h: number,
): void {
  const b = a + n;
  const c = b + n;
  const d = c + n;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let j = 0; j < count; j++) {
    const value = u[uAt + j]!;
    s0 += value * Z[a + j]!;
    s1 += value * Z[b + j]!;
    s2 += value * Z[c + j]!;
    s3 += value * Z[d + j]!;
  }
  s0 /= h;
  s1 /= h;
  s2 /= h;
  s3 /= h;
  for (let j = 0; j < count; j++) {
    const value = u[uAt + j]!;
    Z[a + j]! -= s0 * value;
    Z[b + j]! -= s1 * value;
    Z[c + j]! -= s2 * value;
    Z[d + j]! -= s3 * value;
  }
}
