import { type Features, isSparse, type Matrix, matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { sparseTimes } from './sparse-times.ts';

const combination: ModelSpec = {
  inputs: [
    { name: 'A', shape: ['n', 'm'] },
    { name: 'B', shape: ['m', 'd'] },
  ],
  outputs: ['Y'],
  nodes: [node('Gemm', ['A', 'B'], ['Y'])],
};

const remainder: ModelSpec = {
  inputs: [...combination.inputs, { name: 'C', shape: ['n', 'd'] }],
  outputs: ['Y'],
  nodes: [node('Gemm', ['A', 'B', 'C'], ['Y'], { alpha: -1 })],
};

/** A · B: rows of B, combined with the weights in the rows of A.
 * @param A float32, (n, m); sparse rows stay sparse. @param B float32, (m, d).
 * @returns float32, (n, d). */
export async function combine(A: Features, B: Matrix): Promise<Matrix> {
  if (isSparse(A)) return matrix(A.rows, B.cols, sparseTimes(A, B.data, B.cols));
  const session = await sessionOf('combination', combination);
  const { Y } = await session.run({ A: tensorOf(A), B: tensorOf(B) });
  return matrix(A.rows, B.cols, Y!.data as Float32Array<ArrayBuffer>);
}

/** C − A · B.
 * @param C float32, (n, d). @param A float32, (n, m). @param B float32, (m, d).
 * @returns float32, (n, d). */
export async function subtractCombination(C: Matrix, A: Matrix, B: Matrix): Promise<Matrix> {
  const session = await sessionOf('remainder', remainder);
  const { Y } = await session.run({ A: tensorOf(A), B: tensorOf(B), C: tensorOf(C) });
  return matrix(C.rows, C.cols, Y!.data as Float32Array<ArrayBuffer>);
}
