import { type Features, isSparse } from '../core/index.ts';
import { denseDesign } from './dense-design.ts';
import { sparseDesign } from './sparse-design.ts';
import type { DesignMatrix } from './types.ts';

/** Make a matrix ready for the products of a solver. Sparse features stay sparse; of dense ones a transposed copy is
 * kept, which makes products with Xᵀ three times faster.
 * @param bias the value of the last column; with 0 it does nothing.
 * Cost: 2 · rows · cols · k operations for each product, or 2 · entries · k. */
export function designMatrix(X: Features, bias: number): DesignMatrix {
  return isSparse(X) ? sparseDesign(X, bias) : denseDesign(X, bias);
}
