import type { Matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { type TransposedProduct, transposedProduct } from './transposed.ts';
import type { DesignMatrix } from './types.ts';

const features = { name: 'X', shape: ['n', 'd'] };
const vectors = [
  { name: 'V', shape: ['d', 'k'] },
  { name: 'b', shape: ['k'] },
];
const perSample = (name: string) => ({ name, shape: ['n', 'k'] });
const forward = node('Gemm', ['X', 'V', 'b'], ['Z']);

const timesGraph: ModelSpec = { inputs: [features, ...vectors], outputs: ['Z'], nodes: [forward] };
const transposedGraph = ({ inputs, initializers, nodes }: TransposedProduct): ModelSpec => ({
  inputs: [...inputs, perSample('R')],
  outputs: ['G'],
  nodes: nodes('R', 'G'),
  initializers,
});
const normalGraph = ({ inputs, initializers, nodes }: TransposedProduct): ModelSpec => ({
  inputs: [features, ...inputs, ...vectors, perSample('D')],
  outputs: ['Z', 'G'],
  nodes: [forward, node('Mul', ['D', 'Z'], ['R']), ...nodes('R', 'G')],
  initializers,
});

/** The products of a dense matrix, on ONNX Runtime. */
export function denseDesign(matrix: Matrix, bias: number): DesignMatrix {
  const { rows, cols } = matrix;
  const X = tensorOf(matrix);
  const transposed = transposedProduct(matrix);
  const { id, feeds } = transposed;
  const split = (V: Float32Array, k: number) => ({
    V: tensor(V.subarray(0, cols * k), cols, k),
    b: { type: 'float32', data: V.slice(cols * k).map((value) => bias * value), dims: [k] } satisfies Tensor,
  });
  const join = (G: Float32Array, sums: Float64Array) => {
    const joined = new Float32Array((cols + 1) * sums.length);
    joined.set(G);
    for (let j = 0; j < sums.length; j++) joined[G.length + j] = bias * sums[j]!;
    return joined;
  };
  return {
    rows,
    cols: cols + 1,
    times: async (V, k) => {
      const session = await sessionOf('design-times', timesGraph);
      const { Z } = await session.run({ X, ...split(V, k) });
      return Z!.data as Float32Array;
    },
    transposedTimes: async (R, k) => {
      const session = await sessionOf(`design-transposed-times/${id}`, transposedGraph(transposed));
      const { G } = await session.run({ ...feeds, R: tensor(R, rows, k) });
      return join(G!.data as Float32Array, columnSums(R, k));
    },
    normalTimes: async (V, D, k) => {
      const session = await sessionOf(`design-normal-times/${id}`, normalGraph(transposed));
      const { Z, G } = await session.run({ X, ...feeds, ...split(V, k), D: tensor(D, rows, k) });
      const scores = Z!.data as Float32Array;
      return { Z: scores, HV: join(G!.data as Float32Array, columnDots(D, scores, k)) };
    },
  };
}

function tensor(data: Float32Array, rows: number, cols: number): Tensor {
  return { type: 'float32', data, dims: [rows, cols] };
}

/** The sum of each column, float64, (k,). */
function columnSums(R: Float32Array, k: number): Float64Array {
  const sums = new Float64Array(k);
  for (let at = 0; at < R.length; at += k) {
    for (let j = 0; j < k; j++) sums[j]! += R[at + j]!;
  }
  return sums;
}

/** The dot product of each column of D with that of Z, float64, (k,). */
function columnDots(D: Float32Array, Z: Float32Array, k: number): Float64Array {
  const dots = new Float64Array(k);
  for (let at = 0; at < D.length; at += k) {
    for (let j = 0; j < k; j++) dots[j]! += D[at + j]! * Z[at + j]!;
  }
  return dots;
}
