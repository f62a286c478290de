import { type Matrix, matrix, type SparseMatrix } from '../core/index.ts';
import { sparseTimes } from './sparse-times.ts';
import { transpose } from './transpose.ts';

/** Multiplications of entries from which sums in float32 replace those in float64. */
const FLOAT32_FROM = 500_000;

/** A · Bᵀ over the entries of A alone: where B is used again, keep `transpose(B)` and `combine` the entries with it.
 * @returns float32, (A.rows, B.rows); the sums of small products are accumulated in float64. */
export function sparseProduct(A: SparseMatrix, B: Matrix): Matrix {
  const Bt = transpose(B).data;
  if (A.values.length * B.rows >= FLOAT32_FROM) {
    return matrix(A.rows, B.rows, sparseTimes(A, Bt, B.rows));
  }
  const C = matrix(A.rows, B.rows);
  const row = new Float64Array(B.rows);
  for (let i = 0; i < A.rows; i++) {
    row.fill(0);
    for (let at = A.indptr[i]!; at < A.indptr[i + 1]!; at++) {
      addScaled(row, A.values[at]!, Bt, A.indices[at]! * B.rows);
    }
    C.data.set(row, i * B.rows);
  }
  return C;
}

function addScaled(to: Float64Array, scale: number, values: Float32Array, from: number): void {
  for (let j = 0; j < to.length; j++) to[j]! += scale * values[from + j]!;
}
