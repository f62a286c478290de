import type { Matrix } from '../core/index.ts';
import { squaredNorms } from './blocked.ts';
import { distances, exactDistance } from './distances.ts';
import { checkSameCols, matrixOf } from './operand.ts';
import type { Distance, Operand } from './types.ts';

/** Distances held at a time: 16 MB of float32. */
const BLOCK_VALUES = 4_000_000;
/** Rounding of a distance by float32 products, as a share of the squared norms: four times what `distances` expects. */
const ROUNDING = 4e-6;

/** The k nearest rows of B for each row of A, nearest first, ties by lower index: float32 products find every row that may
 * be among them, rounding considered, and exact distances rank those.
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
  const greatestNorm = squaredNorms(B).reduce((a, b) => Math.max(a, b), 0);
  const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / B.rows));
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from);
    const block: Matrix = {
      rows,
      cols: X.cols,
      data: X.data.subarray(from * X.cols, (from + rows) * X.cols),
    };
    const D = await distances(block, B, kind);
    const norms = kind === 'cosine' ? undefined : squaredNorms(block);
    for (let i = 0; i < rows; i++) {
      const approximate = D.data.subarray(i * D.cols, (i + 1) * D.cols);
      const rounding = ROUNDING * (norms === undefined ? 1 : norms[i]! + greatestNorm);
      // Both the k-th distance and the candidate's may be off.
      const limit = kthSmallest(approximate, k) + 2 * rounding;
      const ranked: { readonly j: number; readonly distance: number }[] = [];
      for (let j = 0; j < approximate.length; j++) {
        if (approximate[j]! <= limit) ranked.push({ j, distance: exactDistance(block, i, B, j, kind) });
      }
      ranked.sort((a, b) => a.distance - b.distance || a.j - b.j);
      for (let r = 0; r < k; r++) {
        result.indices[(from + i) * k + r] = ranked[r]!.j;
        result.distances[(from + i) * k + r] = ranked[r]!.distance;
      }
    }
  }
  return result;
}

/** The k-th smallest value, by a bounded max-heap.
 * @param k at most the number of values. */
function kthSmallest(values: Float32Array, k: number): number {
  const heap = values.slice(0, k);
  for (let i = (k >> 1) - 1; i >= 0; i--) siftDown(heap, i);
  for (let i = k; i < values.length; i++) {
    if (values[i]! >= heap[0]!) continue;
    heap[0] = values[i]!;
    siftDown(heap, 0);
  }
  return heap[0]!;
}

/** Restore the heap below `at`: the greatest value on top. */
function siftDown(heap: Float32Array, at: number): void {
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && heap[child + 1]! > heap[child]!) child++;
    if (heap[child]! <= heap[at]!) return;
    const value = heap[at]!;
    heap[at] = heap[child]!;
    heap[child] = value;
    at = child;
  }
}
