import { type Features, isSparse, type Matrix, type SparseMatrix } from '../core/index.ts';
import { product } from './product.ts';

/** Rows of one product: what is above the diagonal of each block of rows is not multiplied but mirrored. */
const PANEL = 256;

/** X·Xᵀ: the dot product of every row with every other.
 * @returns float32, (X.rows, X.rows), symmetric.
 * Cost: rows² · cols operations, or rows · entries. */
export async function gram(X: Features): Promise<Float32Array> {
  if (isSparse(X)) return sparseGram(X);
  const { rows } = X;
  const K = new Float32Array(rows * rows);
  for (let from = 0; from < rows; from += PANEL) {
    const to = Math.min(from + PANEL, rows);
    const { data } = await product(rowsOf(X, from, to), rowsOf(X, 0, to));
    for (let i = from; i < to; i++) K.set(data.subarray((i - from) * to, (i - from) * to + to), i * rows);
  }
  mirror(K, rows);
  return K;
}

function rowsOf({ data, cols }: Matrix, from: number, to: number): Matrix {
  return { data: data.subarray(from * cols, to * cols), rows: to - from, cols };
}

/** Copy what is below the diagonal above it, tile by tile so that both sides stay in the cache. */
function mirror(K: Float32Array, n: number): void {
  const tile = 32;
  for (let i0 = 0; i0 < n; i0 += tile) {
    for (let j0 = 0; j0 <= i0; j0 += tile) {
      for (let i = i0; i < Math.min(i0 + tile, n); i++) {
        for (let j = j0; j < Math.min(j0 + tile, i); j++) K[j * n + i] = K[i * n + j]!;
      }
    }
  }
}

function sparseGram({ rows, cols, indptr, indices, values }: SparseMatrix): Float32Array {
  const K = new Float32Array(rows * rows);
  const row = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) row[indices[at]!] = values[at]!;
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let at = indptr[j]!; at < indptr[j + 1]!; at++) sum += values[at]! * row[indices[at]!]!;
      K[i * rows + j] = sum;
    }
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) row[indices[at]!] = 0;
  }
  mirror(K, rows);
  return K;
}
