import type { Matrix } from '../core/index.ts';
import { squaredNorms } from './blocked.ts';
import { matrixOf } from './operand.ts';
import { product } from './product.ts';
import type { Distance, Operand } from './types.ts';

/** Distances of every row of A to every row of B.
 * @param kind `euclidean` is ‖a‖² + ‖b‖² − 2a·b, squared, never below 0; `cosine` is 1 − a·b / (‖a‖‖b‖), and 1 where a
 * row is zero.
 * @returns float32, (A.rows, B.rows). The sums cancel: expect an error of 1e-6 · (‖a‖² + ‖b‖²), or 1e-6 for cosine.
 * @throws {RangeError} If A and B differ in columns. */
export async function distances(A: Operand | Matrix, B: Matrix, kind: Distance): Promise<Matrix> {
  const D = await product(A, B);
  const aNorms = squaredNorms(matrixOf(A));
  const bNorms = squaredNorms(B);
  for (let i = 0; i < D.rows; i++) {
    for (let j = 0; j < D.cols; j++) {
      const at = i * D.cols + j;
      D.data[at] = fromDot(D.data[at]!, aNorms[i]!, bNorms[j]!, kind);
    }
  }
  return D;
}

/** The distance of two rows from their dot product and squared norms. */
function fromDot(ab: number, aa: number, bb: number, kind: Distance): number {
  if (kind === 'euclidean') return Math.max(aa + bb - 2 * ab, 0);
  const lengths = Math.sqrt(aa * bb);
  return lengths === 0 ? 1 : Math.max(1 - ab / lengths, 0);
}
