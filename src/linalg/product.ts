import { type Features, isSparse, type Matrix, matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import { blockedProduct } from './blocked.ts';
import { checkSameCols, featuresOf, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { sparseProduct } from './sparse-product.ts';
import type { Operand } from './types.ts';

/** Multiplications from which a session call (about 20 µs) is faster than typed-array code (about 1 ns each). */
const SESSION_FROM = 20_000;

const graph: ModelSpec = {
  inputs: [
    { name: 'A', shape: ['n', 'd'] },
    { name: 'B', shape: ['m', 'd'] },
  ],
  outputs: ['C'],
  nodes: [node('Gemm', ['A', 'B'], ['C'], { transB: 1 })],
};

/** A · Bᵀ.
 * @param A float32, (n, d); sparse rows stay sparse. @param B float32, (m, d).
 * @returns float32, (n, m).
 * @throws {RangeError} If A and B differ in columns. */
export async function product(A: Operand | Features, B: Matrix): Promise<Matrix> {
  checkSameCols(A, B);
  const X = featuresOf(A);
  if (isSparse(X)) return sparseProduct(X, B);
  if (A.rows * B.rows * A.cols < SESSION_FROM) return blockedProduct(X, B);
  const session = await sessionOf('product', graph);
  const { C } = await session.run({ A: tensorOf(X), B: tensorOf(B) });
  return matrix(A.rows, B.rows, C!.data as Float32Array<ArrayBuffer>);
}
