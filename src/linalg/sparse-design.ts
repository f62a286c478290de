import type { SparseMatrix } from '../core/index.ts';
import type { DesignMatrix } from './types.ts';

/** The products of a sparse matrix, entry by entry, summed in float64. */
export function sparseDesign(X: SparseMatrix, bias: number): DesignMatrix {
  const cols = X.cols + 1;
  return {
    rows: X.rows,
    cols,
    times: async (V, k) => {
      const Z = new Float32Array(X.rows * k);
      const z = new Float64Array(k);
      for (let i = 0; i < X.rows; i++) {
        gather(X, i, bias, V, z);
        Z.set(z, i * k);
      }
      return Z;
    },
    transposedTimes: async (R, k) => {
      const G = new Float64Array(cols * k);
      const r = new Float64Array(k);
      for (let i = 0; i < X.rows; i++) {
        for (let j = 0; j < k; j++) r[j] = R[i * k + j]!;
        scatter(X, i, bias, r, G);
      }
      return Float32Array.from(G);
    },
    normalTimes: async (V, D, k) => {
      const Z = new Float32Array(X.rows * k);
      const HV = new Float64Array(cols * k);
      const z = new Float64Array(k);
      for (let i = 0; i < X.rows; i++) {
        gather(X, i, bias, V, z);
        Z.set(z, i * k);
        for (let j = 0; j < k; j++) z[j]! *= D[i * k + j]!;
        scatter(X, i, bias, z, HV);
      }
      return { Z, HV: Float32Array.from(HV) };
    },
  };
}

/** z = row i of X times V. */
function gather(X: SparseMatrix, i: number, bias: number, V: Float32Array, z: Float64Array): void {
  const k = z.length;
  const last = X.cols * k;
  for (let j = 0; j < k; j++) z[j] = bias * V[last + j]!;
  for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) {
    const value = X.values[at]!;
    const row = X.indices[at]! * k;
    for (let j = 0; j < k; j++) z[j]! += value * V[row + j]!;
  }
}

/** G += row i of X, as a column, times r. */
function scatter(X: SparseMatrix, i: number, bias: number, r: Float64Array, G: Float64Array): void {
  const k = r.length;
  const last = X.cols * k;
  for (let j = 0; j < k; j++) G[last + j]! += bias * r[j]!;
  for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) {
    const value = X.values[at]!;
    const row = X.indices[at]! * k;
    for (let j = 0; j < k; j++) G[row + j]! += value * r[j]!;
  }
}
