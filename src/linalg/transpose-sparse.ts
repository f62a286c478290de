import type { SparseMatrix } from '../core/index.ts';

/** Xᵀ, a new sparse matrix of shape (X.cols, X.rows). */
export function transposeSparse({ rows, cols, indptr, indices, values }: SparseMatrix): SparseMatrix {
  const starts = new Int32Array(cols + 1);
  for (let at = 0; at < indices.length; at++) starts[indices[at]! + 1]!++;
  for (let j = 0; j < cols; j++) starts[j + 1]! += starts[j]!;
  const next = starts.slice(0, cols);
  const transposed = { indices: new Int32Array(indices.length), values: new Float32Array(values.length) };
  for (let i = 0; i < rows; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) {
      const to = next[indices[at]!]!++;
      transposed.indices[to] = i;
      transposed.values[to] = values[at]!;
    }
  }
  return { rows: cols, cols: rows, indptr: starts, ...transposed };
}
