import { type ModelSpec, node } from '../graph/index.ts';
import { int64 } from './operand.ts';
import { combine64 } from './product64.ts';
import { sessionOf } from './session.ts';

/** Columns factorised at a time; the rest is products. */
const BLOCK = 32;

/** What the columns before `end` contribute to the next: rows times the first `width` of them. */
const graph: ModelSpec = {
  inputs: [
    { name: 'rows', type: 'float64', shape: ['m', 'n'] },
    { name: 'zero', type: 'int64', shape: [1] },
    { name: 'one', type: 'int64', shape: [1] },
    { name: 'end', type: 'int64', shape: [1] },
    { name: 'width', type: 'int64', shape: [1] },
  ],
  outputs: ['known'],
  nodes: [
    node('Slice', ['rows', 'zero', 'end', 'one'], ['done']),
    node('Slice', ['done', 'zero', 'width', 'zero'], ['own']),
    node('Gemm', ['done', 'own'], ['known'], { transB: 1 }),
  ],
};

/** Replace a symmetric positive definite matrix by its Cholesky factor: S = L Lᵀ.
 * @param S float64, (n × n): its lower triangle is read; it becomes L, zero above the diagonal.
 * @returns whether every pivot was above `least`; if not, S is spoilt.
 * Cost: O(n³), most of it float64 products.
 * Source: Golub, Van Loan, Matrix Computations, 4th ed., section 4.2.9. */
export async function choleskyFactor(S: Float64Array, n: number, least = 0): Promise<boolean> {
  for (let i = 0; i < n; i++) S.fill(0, i * n + i + 1, (i + 1) * n);
  for (let from = 0; from < n; from += BLOCK) {
    const width = Math.min(BLOCK, n - from);
    const panel = new Float64Array((n - from) * width);
    for (let i = from; i < n; i++) {
      panel.set(S.subarray(i * n + from, i * n + from + width), (i - from) * width);
    }
    if (from > 0) {
      const session = await sessionOf('cholesky', graph);
      const { known } = await session.run({
        rows: { type: 'float64', data: S.subarray(from * n), dims: [n - from, n] },
        zero: int64(0),
        one: int64(1),
        end: int64(from),
        width: int64(width),
      });
      subtract(panel, known!.data as Float64Array);
    }
    if (!factorPanel(panel, n - from, width, least)) return false;
    for (let i = from; i < n; i++) {
      S.set(panel.subarray((i - from) * width, (i - from + 1) * width), i * n + from);
    }
  }
  return true;
}

function subtract(from: Float64Array, values: Float64Array): void {
  for (let at = 0; at < from.length; at++) from[at]! -= values[at]!;
}

/** The factor's own columns, in place: a square block on top, and the rows below it. */
function factorPanel(panel: Float64Array, rows: number, width: number, least: number): boolean {
  for (let i = 0; i < rows; i++) {
    const at = i * width;
    for (let j = 0; j < Math.min(i, width); j++) {
      panel[at + j] = (panel[at + j]! - dot64(panel, at, panel, j * width, j)) / panel[j * width + j]!;
    }
    if (i >= width) continue;
    const pivot = panel[at + i]! - dot64(panel, at, panel, at, i);
    // as well where the pivot is not a number
    if (!(pivot > least)) return false;
    panel[at + i] = Math.sqrt(pivot);
    panel.fill(0, at + i + 1, at + width);
  }
  return true;
}

/** Dot product of `n` values of `a` from `aAt` on with those of `b` from `bAt` on. */
function dot64(a: Float64Array, aAt: number, b: Float64Array, bAt: number, n: number): number {
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

/** Solve L Lᵀ x = b in place.
 * @param L float64, (n × n), lower triangular. @param b float64, (n,). */
export function choleskySolve(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = (b[i]! - dot64(L, i * n, b, 0, i)) / L[i * n + i]!;
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / L[i * n + i]!;
    b[i] = x;
    for (let j = 0; j < i; j++) b[j]! -= L[i * n + j]! * x;
  }
}

/** Replace L by its inverse.
 * @param L float64, (n × n), lower triangular, its diagonal not 0.
 * Cost: O(n³), most of it float64 products. */
export async function triangularInverse(L: Float64Array, n: number): Promise<void> {
  for (let from = 0; from < n; from += BLOCK) {
    const width = Math.min(BLOCK, n - from);
    const own = new Float64Array(width * width);
    const left = new Float64Array(width * from);
    for (let i = 0; i < width; i++) {
      const at = (from + i) * n;
      own.set(L.subarray(at + from, at + from + width), i * width);
      left.set(L.subarray(at, at + from), i * from);
      L.fill(0, at, at + n);
    }
    if (from > 0) {
      const above = { data: L.subarray(0, from * n), rows: from, cols: n };
      subtract(
        L.subarray(from * n, (from + width) * n),
        await combine64({ data: left, rows: width, cols: from }, above),
      );
    }
    for (let i = 0; i < width; i++) {
      const row = from + i;
      L[row * n + row] = 1;
      for (let j = 0; j < i; j++) subtractRow(L, row * n, (from + j) * n, own[i * width + j]!, from + j + 1);
      const pivot = own[i * width + i]!;
      for (let f = 0; f <= row; f++) L[row * n + f]! /= pivot;
    }
  }
}

/** Subtract the row at `b`, scaled, from the one at `a`. */
function subtractRow(values: Float64Array, a: number, b: number, scale: number, n: number): void {
  for (let f = 0; f < n; f++) values[a + f]! -= scale * values[b + f]!;
}
