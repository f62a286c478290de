import { type Matrix, matrix, type SparseMatrix } from '../core/index.ts';
import { transpose } from './transpose.ts';

/** A · Bᵀ over the entries of A alone.
 * @returns float32, (A.rows, B.rows); each sum is accumulated in float64.
 * Cost: about 1 ns per entry of A and row of B. */
export function sparseProduct(A: SparseMatrix, B: Matrix): Matrix {
  const C = matrix(A.rows, B.rows);
  const Bt = transpose(B).data;
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
