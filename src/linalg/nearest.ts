import type { Matrix } from '../core/index.ts';
import { distances, exactDistance } from './distances.ts';
import { checkSameCols, matrixOf } from './operand.ts';
import type { Distance, Operand } from './types.ts';

/** Distances held at a time: 16 MB of float32. */
const BLOCK_VALUES = 4_000_000;
/** Candidates beyond k, so that rounding in the float32 products cannot push out a true neighbour. */
const SPARE = 8;

/** The k nearest rows of B for each row of A, nearest first, ties by lower index: candidates are found by float32
 * products and ranked by their exact distances.
 * @param k at least 1, at most B.rows.
 * @returns `indices` into B and `distances` (squared for `euclidean`), both (A.rows × k), row-major.
 * @throws {RangeError} If A and B differ in columns, or k is out of range. */
export async function nearest(
  A: Operand | Matrix,
  B: Matrix,
  k: number,
  kind: Distance,
): Promise<{ indices: Int32Array; distances: Float32Array }> {
  checkSameCols(A, B);
  if (!Number.isInteger(k) || k < 1 || k > B.rows) {
    throw new RangeError(`Cannot find the nearest rows as k must be in 1…${B.rows}: it is ${k}`);
  }
  const X = matrixOf(A);
  const result = { indices: new Int32Array(X.rows * k), distances: new Float32Array(X.rows * k) };
  const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / B.rows));
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from);
    const block: Matrix = {
      rows,
      cols: X.cols,
      data: X.data.subarray(from * X.cols, (from + rows) * X.cols),
    };
    const D = await distances(block, B, kind);
    for (let i = 0; i < rows; i++) {
      const candidates = smallest(D.data.subarray(i * D.cols, (i + 1) * D.cols), k + SPARE);
      const ranked = Array.from(candidates, (j) => ({
        j,
        distance: exactDistance(block, i, B, j, kind),
      })).sort((a, b) => a.distance - b.distance || a.j - b.j);
      for (let r = 0; r < k; r++) {
        result.indices[(from + i) * k + r] = ranked[r]!.j;
        result.distances[(from + i) * k + r] = ranked[r]!.distance;
      }
    }
  }
  return result;
}

/** Positions of the `k` smallest values (or all), by a bounded max-heap over the values. */
function smallest(values: Float32Array, k: number): Int32Array {
  const size = Math.min(k, values.length);
  const heap = new Int32Array(size);
  for (let i = 0; i < size; i++) heap[i] = i;
  for (let i = (size >> 1) - 1; i >= 0; i--) siftDown(heap, values, i);
  for (let i = size; i < values.length; i++) {
    if (values[i]! >= values[heap[0]!]!) continue;
    heap[0] = i;
    siftDown(heap, values, 0);
  }
  return heap;
}

/** Restore the heap below `at`: the greatest value on top. */
function siftDown(heap: Int32Array, values: Float32Array, at: number): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && values[heap[child + 1]!]! > values[heap[child]!]!) child++;
    if (values[heap[child]!]! <= values[heap[at]!]!) return;
    const item = heap[at]!;
    heap[at] = heap[child]!;
    heap[child] = item;
    at = child;
  }
}
