/** Columns of the vectors that are rotated together: a strip of 2,000 rows stays in the second-level cache. */
const STRIP = 8;
/** Rotations collected before they are applied: 4 MB at most, and no more than a small matrix needs. */
const MOST_ROTATIONS = 1 << 18;
const MOST_SWEEPS_PER_VALUE = 60;

/** Plane rotations of rows i + 1 and i, in sweeps of descending i. */
interface Rotations {
  /** Cosine and sine, alternately. */
  readonly values: Float64Array;
  /** Of each sweep: its greatest row, and the count of its rotations. */
  readonly sweeps: number[];
  count: number;
}

/** Eigenvalues of a symmetric tridiagonal matrix by QL with implicit shifts; the rotations are applied to the rows of V in
 * strips of columns that stay in the cache.
 * @param d float64, (n,): the diagonal; becomes the eigenvalues, in no order.
 * @param e float64, (n,): entry i stands between i − 1 and i; is used up.
 * @param V float64, (n × width): becomes the product of the rotations, from the left, with it: row i belongs to d[i].
 * @throws {Error} If a value is not found in 60 sweeps, as no finite matrix needs.
 * Cost: about 5 n² · width flops.
 * Source: Golub & Van Loan, Matrix Computations, 4th edition, section 8.3.3; Bowdler, Martin, Reinsch, Wilkinson, The QR
 * and QL algorithms for symmetric matrices, Numerische Mathematik 11 (1968). */
export function implicitQl(d: Float64Array, e: Float64Array, V: Float64Array): void {
  const n = d.length;
  const scale = greatest(d, e);
  if (scale === 0) return;
  // Values of at most 1 keep squares from overflowing.
  for (let i = 0; i < n; i++) d[i]! /= scale;
  for (let i = 1; i < n; i++) e[i - 1] = e[i]! / scale;
  e[n - 1] = 0;
  const rotations: Rotations = {
    values: new Float64Array(2 * Math.max(n, Math.min(MOST_ROTATIONS, n * n))),
    sweeps: [],
    count: 0,
  };
  for (let l = 0; l < n; l++) {
    for (let sweeps = 0; ; sweeps++) {
      const m = firstSplit(d, e, l);
      if (m === l) break;
      if (sweeps === MOST_SWEEPS_PER_VALUE) {
        throw new Error(`Cannot find eigenvalue ${l} as ${sweeps} sweeps must do: is the matrix finite`);
      }
      if (2 * (rotations.count + n) > rotations.values.length) apply(rotations, V, n);
      sweep(d, e, l, m, rotations);
    }
  }
  apply(rotations, V, n);
  for (let i = 0; i < n; i++) d[i]! *= scale;
}

function greatest(d: Float64Array, e: Float64Array): number {
  let found = 0;
  for (let i = 0; i < d.length; i++) found = Math.max(found, Math.abs(d[i]!), i === 0 ? 0 : Math.abs(e[i]!));
  return found;
}

/** The first m from l on where the matrix falls apart after m. */
function firstSplit(d: Float64Array, e: Float64Array, l: number): number {
  let m = l;
  while (m < d.length - 1) {
    const size = Math.abs(d[m]!) + Math.abs(d[m + 1]!);
    if (Math.abs(e[m]!) <= Number.EPSILON * size || Math.abs(e[m]!) < 1e-290) break;
    m++;
  }
  return m;
}

/** One sweep over rows l … m, with Wilkinson's shift. */
function sweep(d: Float64Array, e: Float64Array, l: number, m: number, rotations: Rotations): void {
  const { values } = rotations;
  const half = (d[l + 1]! - d[l]!) / (2 * e[l]!);
  const root = Math.sqrt(half * half + 1);
  let g = d[m]! - d[l]! + e[l]! / (half + (half < 0 ? -root : root));
  let s = 1;
  let c = 1;
  let p = 0;
  let i = m - 1;
  for (; i >= l; i--) {
    const f = s * e[i]!;
    const b = c * e[i]!;
    const r = Math.sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r === 0) break;
    s = f / r;
    c = g / r;
    g = d[i + 1]! - p;
    const t = (d[i]! - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    values[2 * rotations.count] = c;
    values[2 * rotations.count + 1] = s;
    rotations.count++;
  }
  rotations.sweeps.push(m, m - 1 - i);
  e[m] = 0;
  if (i >= l) d[i + 1]! -= p;
  else {
    d[l]! -= p;
    e[l] = g;
  }
}

/** Apply all rotations to the rows of V, and forget them. */
function apply(rotations: Rotations, V: Float64Array, n: number): void {
  if (rotations.count === 0) return;
  const width = V.length / n;
  const strip = new Float64Array(n * STRIP);
  for (let from = 0; from < width; from += STRIP) {
    const columns = Math.min(STRIP, width - from);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < columns; j++) strip[i * STRIP + j] = V[i * width + from + j]!;
    }
    let at = 0;
    for (let k = 0; k < rotations.sweeps.length; k += 2) {
      const count = rotations.sweeps[k + 1]!;
      for (let j = 0; j < columns; j += 4) {
        rotateFour(strip, rotations.sweeps[k]! * STRIP + j, rotations.values, 2 * at, count);
      }
      at += count;
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < columns; j++) V[i * width + from + j] = strip[i * STRIP + j]!;
    }
  }
  rotations.sweeps.length = 0;
  rotations.count = 0;
}

/** One sweep on four columns: what leaves one rotation enters the next from a register. */
function rotateFour(
  strip: Float64Array,
  from: number,
  rotations: Float64Array,
  first: number,
  count: number,
) {
  let at = from;
  let x0 = strip[at]!;
  let x1 = strip[at + 1]!;
  let x2 = strip[at + 2]!;
  let x3 = strip[at + 3]!;
  for (let k = first; k < first + 2 * count; k += 2) {
    const c = rotations[k]!;
    const s = rotations[k + 1]!;
    const y0 = strip[at - STRIP]!;
    const y1 = strip[at - STRIP + 1]!;
    const y2 = strip[at - STRIP + 2]!;
    const y3 = strip[at - STRIP + 3]!;
    strip[at] = s * y0 + c * x0;
    strip[at + 1] = s * y1 + c * x1;
    strip[at + 2] = s * y2 + c * x2;
    strip[at + 3] = s * y3 + c * x3;
    x0 = c * y0 - s * x0;
    x1 = c * y1 - s * x1;
    x2 = c * y2 - s * x2;
    x3 = c * y3 - s * x3;
    at -= STRIP;
  }
  strip[at] = x0;
  strip[at + 1] = x1;
  strip[at + 2] = x2;
  strip[at + 3] = x3;
}
