import type { SparseMatrix } from '../core/index.ts';
import { sparseTimes } from './sparse-times.ts';
import { transposeSparse } from './transpose-sparse.ts';
import type { DesignMatrix } from './types.ts';

/** The products of a sparse matrix, entry by entry; a transposed copy of it is kept. */
export function sparseDesign(X: SparseMatrix, bias: number): DesignMatrix {
  const Xt = transposeSparse(X);
  const times = (V: Float32Array, k: number) => {
    const Z = sparseTimes(X, V, k);
    const last = X.cols * k;
    for (let row = 0; row < Z.length; row += k) {
      for (let j = 0; j < k; j++) Z[row + j]! += bias * V[last + j]!;
    }
    return Z;
  };
  const transposedTimes = (R: Float32Array, k: number) => {
    const G = new Float32Array((X.cols + 1) * k);
    G.set(sparseTimes(Xt, R, k));
    const sums = new Float64Array(k);
    for (let row = 0; row < R.length; row += k) {
      for (let j = 0; j < k; j++) sums[j]! += R[row + j]!;
    }
    for (let j = 0; j < k; j++) G[X.cols * k + j] = bias * sums[j]!;
    return G;
  };
  return {
    rows: X.rows,
    cols: X.cols + 1,
    times: async (V, k) => times(V, k),
    transposedTimes: async (R, k) => transposedTimes(R, k),
    normalTimes: async (V, D, k) => {
      const Z = times(V, k);
      const R = new Float32Array(Z.length);
      for (let at = 0; at < R.length; at++) R[at] = D[at]! * Z[at]!;
      return { Z, HV: transposedTimes(R, k) };
    },
  };
}
