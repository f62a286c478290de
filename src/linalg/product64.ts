import { type ModelSpec, node } from '../graph/index.ts';
import { sessionOf } from './session.ts';

/** A dense float64 matrix, row-major: for what float32 cannot hold, and small beside the features. */
export interface Matrix64 {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** Multiplications from which a session call is faster than typed-array code. */
const SESSION_FROM = 20_000;

const graph: ModelSpec = {
  inputs: [
    { name: 'A', type: 'float64', shape: ['n', 'd'] },
    { name: 'B', type: 'float64', shape: ['m', 'd'] },
  ],
  outputs: ['C'],
  nodes: [node('Gemm', ['A', 'B'], ['C'], { transB: 1 })],
};

const plainGraph: ModelSpec = {
  inputs: [
    { name: 'A', type: 'float64', shape: ['n', 'd'] },
    { name: 'B', type: 'float64', shape: ['d', 'm'] },
  ],
  outputs: ['C'],
  nodes: [node('Gemm', ['A', 'B'], ['C'])],
};

/** A · Bᵀ in float64, float64 (A.rows × B.rows). */
export async function product64(A: Matrix64, B: Matrix64): Promise<Float64Array> {
  if (A.rows * B.rows * A.cols < SESSION_FROM) return plainProduct(A, B, B.rows, B.cols, 1);
  return run('product64', graph, A, B);
}

/** A · B in float64, float64 (A.rows × B.cols). */
export async function combine64(A: Matrix64, B: Matrix64): Promise<Float64Array> {
  if (A.rows * B.cols * A.cols < SESSION_FROM) return plainProduct(A, B, B.cols, 1, B.cols);
  return run('combine64', plainGraph, A, B);
}

async function run(id: string, spec: ModelSpec, A: Matrix64, B: Matrix64): Promise<Float64Array> {
  const session = await sessionOf(id, spec);
  const { C } = await session.run({
    A: { type: 'float64', data: A.data, dims: [A.rows, A.cols] },
    B: { type: 'float64', data: B.data, dims: [B.rows, B.cols] },
  });
  return C!.data as Float64Array;
}

/** @param ofOutput steps between the values of B for one output and the next. @param ofTerm the same for its terms. */
function plainProduct(
  A: Matrix64,
  B: Matrix64,
  outputs: number,
  ofOutput: number,
  ofTerm: number,
): Float64Array {
  const C = new Float64Array(A.rows * outputs);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < outputs; j++) {
      let sum = 0;
      for (let f = 0; f < A.cols; f++) sum += A.data[i * A.cols + f]! * B.data[j * ofOutput + f * ofTerm]!;
      C[i * outputs + j] = sum;
    }
  }
  return C;
}
