import { type Matrix, unwrittenMatrix } from '../core/index.ts';

const TILE = 32;

/** Xᵀ, a new matrix of shape (X.cols, X.rows), copied tile by tile so that both sides stay in the cache. */
export function transpose(X: Matrix): Matrix {
  const { rows, cols } = X;
  const result = unwrittenMatrix(cols, rows);
  for (let i0 = 0; i0 < rows; i0 += TILE) {
    const i1 = Math.min(i0 + TILE, rows);
    for (let j0 = 0; j0 < cols; j0 += TILE)
      copyTile(X.data, result.data, i0, i1, j0, Math.min(j0 + TILE, cols), rows, cols);
  }
  return result;
}

function copyTile(
  from: Float32Array,
  to: Float32Array,
  i0: number,
  i1: number,
  j0: number,
  j1: number,
  rows: number,
  cols: number,
): void {
  for (let j = j0; j < j1; j++) {
    for (let i = i0; i < i1; i++) to[j * rows + i] = from[i * cols + j]!;
  }
}
