import type { Features, Matrix } from '../core/index.ts';
import type { Tensor } from '../runtime/index.ts';
import type { Operand } from './types.ts';

const tensors = new WeakMap<Matrix, Tensor>();

/** Make a matrix ready for many products: its data become one tensor that is never copied. */
export function prepare(X: Matrix): Operand {
  return { rows: X.rows, cols: X.cols, matrix: X };
}

/** The matrix behind either form. */
export function matrixOf(A: Operand | Matrix): Matrix {
  return 'matrix' in A ? A.matrix : A;
}

/** The features behind any form. */
export function featuresOf(X: Operand | Features): Features {
  return 'matrix' in X ? X.matrix : X;
}

/** The tensor over the matrix's own data: the same object for each call, as the runtime wants it. */
export function tensorOf(A: Operand | Matrix): Tensor {
  const X = matrixOf(A);
  let tensor = tensors.get(X);
  if (tensor === undefined) {
    tensor = { type: 'float32', data: X.data, dims: [X.rows, X.cols] };
    tensors.set(X, tensor);
  }
  return tensor;
}

/** @throws {RangeError} If the rows of A and B differ in length. */
export function checkSameCols(A: { readonly cols: number }, B: { readonly cols: number }): void {
  if (A.cols === B.cols) return;
  throw new RangeError(
    `Cannot multiply A by the transpose of B as both must have as many columns: A has ${A.cols}, B has ${B.cols}`,
  );
}

/** A whole number as an input of a graph. */
export function int64(value: number): Tensor {
  return { type: 'int64', data: BigInt64Array.of(BigInt(value)), dims: [1] };
}
