import { type Matrix, matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { blocksOf, centring, centredInputs as inputs, meanTensors } from './centred-blocks.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';

/** Z = X − 1 μᵀ for products that never hold all of it: each block of rows is centred where it is used, so that offsets far
 * greater than the spread cost no digits. */
export interface Centred {
  readonly rows: number;
  readonly cols: number;
  /** Z Bᵀ. @param B float32, (m, cols). @returns float32, (rows, m). */
  times(B: Matrix): Promise<Matrix>;
  /** V ZᵀZ. @param V float32, (k, cols). @returns float32, (k, cols). */
  scatter(V: Matrix): Promise<Matrix>;
  /** ZᵀZ, float64, (cols × cols): float32 products, the blocks added in float64. */
  covariance(): Promise<Float64Array>;
  /** ZZᵀ, float32, (rows × rows), with a float32 copy of Z for its time. */
  gram(): Promise<Matrix>;
  /** A Z. @param A float32, (k, rows). @returns float32, (k, cols), with a float32 copy of Z for its time. */
  combined(A: Matrix): Promise<Matrix>;
}

/** @param mean float64, (X.cols,). */
export function centre(X: Matrix, mean: Float64Array): Centred {
  const { rows, cols } = X;
  const feeds = { X: tensorOf(X), ...meanTensors(mean) };
  const blocks = blocksOf(X);
  return {
    rows,
    cols,
    times: async (B) => {
      const result = matrix(rows, B.rows);
      for (const { X: block, from } of blocks) {
        const Y = await run('centred-product', productGraph, { ...feeds, X: block, B: tensorOf(B) });
        result.data.set(Y, from * B.rows);
      }
      return result;
    },
    scatter: async (V) => {
      const result = matrix(V.rows, cols);
      for (const { X: block } of blocks) {
        const Y = await run('centred-scatter', scatterGraph, { ...feeds, X: block, V: tensorOf(V) });
        if (blocks.length === 1) return matrix(V.rows, cols, Y);
        for (let at = 0; at < Y.length; at++) result.data[at]! += Y[at]!;
      }
      return result;
    },
    covariance: async () => {
      const result = new Float64Array(cols * cols);
      // Blocks at least as tall as wide: else reading the products would take longer than making them.
      for (const { X: block } of blocksOf(X, { leastRows: cols })) {
        addTo(result, await run('centred-covariance', covarianceGraph, { ...feeds, X: block }));
      }
      return result;
    },
    gram: async () => matrix(rows, rows, await run('centred-gram', gramGraph, feeds)),
    combined: async (A) =>
      matrix(A.rows, cols, await run('centred-combination', combinationGraph, { ...feeds, A: tensorOf(A) })),
  };
}

async function run(
  id: string,
  graph: ModelSpec,
  feeds: Readonly<Record<string, Tensor>>,
): Promise<Float32Array<ArrayBuffer>> {
  const session = await sessionOf(id, graph);
  return (await session.run(feeds)).Y!.data as Float32Array<ArrayBuffer>;
}

function addTo(total: Float64Array, part: Float32Array): void {
  for (let at = 0; at < total.length; at++) total[at]! += part[at]!;
}

const productGraph: ModelSpec = {
  inputs: [...inputs, { name: 'B', shape: ['m', 'd'] }],
  outputs: ['Y'],
  nodes: [...centring, node('Gemm', ['Z', 'B'], ['Y'], { transB: 1 })],
};

const scatterGraph: ModelSpec = {
  inputs: [...inputs, { name: 'V', shape: ['k', 'd'] }],
  outputs: ['Y'],
  nodes: [
    ...centring,
    node('Gemm', ['Z', 'V'], ['W'], { transB: 1 }),
    node('Gemm', ['W', 'Z'], ['Y'], { transA: 1 }),
  ],
};

const covarianceGraph: ModelSpec = {
  inputs,
  outputs: ['Y'],
  nodes: [...centring, node('Gemm', ['Z', 'Z'], ['Y'], { transA: 1 })],
};

const gramGraph: ModelSpec = {
  inputs,
  outputs: ['Y'],
  nodes: [...centring, node('Gemm', ['Z', 'Z'], ['Y'], { transB: 1 })],
};

const combinationGraph: ModelSpec = {
  inputs: [...inputs, { name: 'A', shape: ['k', 'n'] }],
  outputs: ['Y'],
  nodes: [...centring, node('Gemm', ['A', 'Z'], ['Y'])],
};
