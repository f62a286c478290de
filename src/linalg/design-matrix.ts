import { type Features, isSparse } from '../core/index.ts';
import { denseDesign } from './dense-design.ts';
import { sparseDesign } from './sparse-design.ts';

/** X with one more column that holds `bias` in every row, as solvers use it: in products with many vectors at a time,
 * which stand in the columns of row-major float32 arrays. */
export interface DesignMatrix {
  readonly rows: number;
  /** Features and the column of the bias. */
  readonly cols: number;
  /** Z = X·V.
   * @param V float32, (cols, k).
   * @returns float32, (rows, k). */
  times(V: Float32Array, k: number): Promise<Float32Array>;
  /** Xᵀ·R.
   * @param R float32, (rows, k).
   * @returns float32, (cols, k). */
  transposedTimes(R: Float32Array, k: number): Promise<Float32Array>;
  /** Z = X·V and HV = Xᵀ·(D ∘ Z): a Hessian times vectors, in one call.
   * @param V float32, (cols, k).
   * @param D float32, (rows, k). */
  normalTimes(
    V: Float32Array,
    D: Float32Array,
    k: number,
  ): Promise<{ readonly Z: Float32Array; readonly HV: Float32Array }>;
}

/** Make a matrix ready for the products of a solver. Sparse features stay sparse; of dense ones a transposed copy is
 * kept, which makes products with Xᵀ three times faster.
 * @param bias the value of the last column; with 0 it does nothing.
 * Cost: 2 · rows · cols · k operations for each product, or 2 · entries · k. */
export function designMatrix(X: Features, bias: number): DesignMatrix {
  return isSparse(X) ? sparseDesign(X, bias) : denseDesign(X, bias);
}
