import { type InputSpec, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { int64 } from './operand.ts';
import { sessionOf } from './session.ts';
import { BLOCK, dotOfParts, factorBlock, invertedBlock } from './triangular-block.ts';

const bounds = (...names: string[]) => names.map((name): InputSpec => ({ name, type: 'int64', shape: [1] }));

/** Columns `from` to `end` of rows, less what those before say of them, times the transpose of `inverse`. */
const columnsGraph: ModelSpec = {
  inputs: [
    { name: 'rows', type: 'float64', shape: ['m', 'n'] },
    { name: 'own', type: 'float64', shape: ['w', 'n'] },
    { name: 'inverse', type: 'float64', shape: ['w', 'w'] },
    ...bounds('zero', 'one', 'from', 'end'),
  ],
  outputs: ['block'],
  nodes: [
    node('Slice', ['rows', 'zero', 'from', 'one'], ['done']),
    node('Slice', ['own', 'zero', 'from', 'one'], ['ownDone']),
    node('Slice', ['rows', 'from', 'end', 'one'], ['columns']),
    node('Gemm', ['done', 'ownDone', 'columns'], ['left'], { alpha: -1, transB: 1 }),
    node('Gemm', ['left', 'inverse'], ['block'], { transB: 1 }),
  ],
};

/** The block below two triangular inverses: `below` holds it and the second, `above` the first. */
const inverseGraph: ModelSpec = {
  inputs: [
    { name: 'above', type: 'float64', shape: ['k', 'n'] },
    { name: 'below', type: 'float64', shape: ['m', 'n'] },
    ...bounds('one', 'from', 'middle', 'end'),
  ],
  outputs: ['block'],
  nodes: [
    node('Slice', ['above', 'from', 'middle', 'one'], ['first']),
    node('Slice', ['below', 'from', 'middle', 'one'], ['between']),
    node('Slice', ['below', 'middle', 'end', 'one'], ['second']),
    node('Gemm', ['between', 'first'], ['half']),
    node('Gemm', ['second', 'half'], ['block'], { alpha: -1 }),
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
    const end = Math.min(from + BLOCK, n);
    const width = end - from;
    const block =
      from === 0 ? blockAt(S, n, 0, end) : await columnsOf(S, n, { from, end }, end, identity(width));
    if (!factorBlock(block, width, least)) return false;
    store(block, S, n, from, from, width);
    if (end === n) return true;
    const below = await columnsOf(S, n, { from: end, end: n }, end, invertedBlock(block, width));
    store(below, S, n, end, from, width);
  }
  return true;
}

/** What `columnsGraph` says for some rows of S and the `width` columns before `end`. */
async function columnsOf(
  S: Float64Array,
  n: number,
  rows: { readonly from: number; readonly end: number },
  end: number,
  inverse: Float64Array,
): Promise<Float64Array> {
  const width = Math.sqrt(inverse.length);
  const from = end - width;
  const session = await sessionOf('triangular-columns', columnsGraph);
  const { block } = await session.run({
    rows: rowsOf(S, n, rows.from, rows.end),
    own: rowsOf(S, n, from, end),
    inverse: { type: 'float64', data: inverse, dims: [width, width] },
    zero: int64(0),
    one: int64(1),
    from: int64(from),
    end: int64(end),
  });
  return block!.data as Float64Array;
}

function rowsOf(S: Float64Array, n: number, from: number, end: number): Tensor {
  return { type: 'float64', data: S.subarray(from * n, end * n), dims: [end - from, n] };
}

function identity(n: number): Float64Array {
  const I = new Float64Array(n * n);
  for (let i = 0; i < n; i++) I[i * n + i] = 1;
  return I;
}

/** Rows and columns `from` to `end`, a copy. */
function blockAt(S: Float64Array, n: number, from: number, end: number): Float64Array {
  const width = end - from;
  const block = new Float64Array(width * width);
  for (let i = from; i < end; i++) block.set(S.subarray(i * n + from, i * n + end), (i - from) * width);
  return block;
}

/** Write a block of `width` columns over those of S at `row` and `column`. */
function store(
  block: Float64Array,
  S: Float64Array,
  n: number,
  row: number,
  column: number,
  width: number,
): void {
  for (let at = 0, to = row * n + column; at < block.length; at += width, to += n) {
    S.set(block.subarray(at, at + width), to);
  }
}

/** Solve L Lᵀ x = b in place for every row b of B.
 * @param L float64, (n × n), lower triangular. @param B float64, (k × n).
 * Cost: O(k · n²). */
export function choleskySolve(L: Float64Array, n: number, B: Float64Array): void {
  const k = B.length / n;
  const four = new Float64Array(4 * n);
  let row = 0;
  for (; row + 2 <= k; row += 4) {
    const width = Math.min(4, k - row);
    for (let t = 0; t < width; t++) for (let i = 0; i < n; i++) four[4 * i + t] = B[(row + t) * n + i]!;
    solveFour(L, n, four);
    for (let t = 0; t < width; t++) for (let i = 0; i < n; i++) B[(row + t) * n + i] = four[4 * i + t]!;
  }
  if (row < k) solveOne(L, n, B.subarray(row * n));
}

function solveOne(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) b[i] = (b[i]! - dotOfParts(L, i * n, b, 0, i)) / L[i * n + i]!;
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / L[i * n + i]!;
    b[i] = x;
    for (let j = 0; j < i; j++) b[j]! -= L[i * n + j]! * x;
  }
}

/** Four right-hand sides at once, as L is greater than a cache: value i of all four stands at 4i.
 * @param B float64, (n × 4). */
function solveFour(L: Float64Array, n: number, B: Float64Array): void {
  for (let i = 0; i < n; i++) {
    const at = i * n;
    const own = 4 * i;
    let x0 = B[own]!;
    let x1 = B[own + 1]!;
    let x2 = B[own + 2]!;
    let x3 = B[own + 3]!;
    for (let j = 0, b = 0; j < i; j++, b += 4) {
      const value = L[at + j]!;
      x0 -= value * B[b]!;
      x1 -= value * B[b + 1]!;
      x2 -= value * B[b + 2]!;
      x3 -= value * B[b + 3]!;
    }
    const scale = 1 / L[at + i]!;
    B[own] = x0 * scale;
    B[own + 1] = x1 * scale;
    B[own + 2] = x2 * scale;
    B[own + 3] = x3 * scale;
  }
  for (let i = n - 1; i >= 0; i--) {
    const at = i * n;
    const own = 4 * i;
    const scale = 1 / L[at + i]!;
    const x0 = B[own]! * scale;
    const x1 = B[own + 1]! * scale;
    const x2 = B[own + 2]! * scale;
    const x3 = B[own + 3]! * scale;
    B[own] = x0;
    B[own + 1] = x1;
    B[own + 2] = x2;
    B[own + 3] = x3;
    for (let j = 0, b = 0; j < i; j++, b += 4) {
      const value = L[at + j]!;
      B[b]! -= value * x0;
      B[b + 1]! -= value * x1;
      B[b + 2]! -= value * x2;
      B[b + 3]! -= value * x3;
    }
  }
}

/** Replace L by its inverse.
 * @param L float64, (n × n), lower triangular, its diagonal not 0.
 * Cost: O(n³), most of it float64 products. */
export async function triangularInverse(L: Float64Array, n: number): Promise<void> {
  await invertPart(L, n, 0, n);
}

/** Invert the triangle of rows and columns `from` to `end`: its halves, and then the block below the first. */
async function invertPart(L: Float64Array, n: number, from: number, end: number): Promise<void> {
  const size = end - from;
  if (size <= BLOCK) {
    store(invertedBlock(blockAt(L, n, from, end), size), L, n, from, from, size);
    return;
  }
  const middle = from + BLOCK * Math.ceil(size / BLOCK / 2);
  await invertPart(L, n, from, middle);
  await invertPart(L, n, middle, end);
  const session = await sessionOf('triangular-inverse', inverseGraph);
  const { block } = await session.run({
    above: rowsOf(L, n, from, middle),
    below: rowsOf(L, n, middle, end),
    one: int64(1),
    from: int64(from),
    middle: int64(middle),
    end: int64(end),
  });
  store(block!.data as Float64Array, L, n, middle, from, middle - from);
}
