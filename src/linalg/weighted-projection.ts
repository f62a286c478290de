import type { Matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { type WeightedRows, weightedBlock, weightedInputs, weighting } from './weighted-rows.ts';

/** What is multiplied with P = A·Vᵀ. */
export interface Projection {
  /** V, float32, (m, X.cols). */
  readonly vectors: Matrix;
  /** float32, (k, m). */
  readonly coefficients: Matrix;
  /** float32, (a, m). */
  readonly scales: Matrix;
}

const projectionGraph: ModelSpec = {
  inputs: [
    ...weightedInputs,
    { name: 'V', shape: ['m', 'd'] },
    { name: 'coefficients', shape: ['k', 'm'] },
    { name: 'scales', shape: ['a', 'm'] },
  ],
  outputs: ['sums', 'squares'],
  nodes: [
    ...weighting(),
    node('Gemm', ['A', 'V'], ['P'], { transB: 1 }),
    node('Gemm', ['P', 'coefficients'], ['sums'], { transB: 1 }),
    node('Mul', ['P', 'P'], ['PP']),
    node('Gemm', ['PP', 'scales'], ['squares'], { transB: 1 }),
  ],
};

/** Of rows `from` to `end` of P = A·Vᵀ: `sums` = P·coefficientsᵀ, and `squares` = (P∘P)·scalesᵀ.
 * @returns float32, (end − from, k) and (end − from, a). */
export async function weightedProjection(
  A: WeightedRows,
  { vectors, coefficients, scales }: Projection,
  from: number,
  end: number,
): Promise<{ sums: Float32Array; squares: Float32Array }> {
  const session = await sessionOf('weighted-projection', projectionGraph);
  const { sums, squares } = await session.run({
    ...weightedBlock(A, from, end),
    V: tensorOf(vectors),
    coefficients: tensorOf(coefficients),
    scales: tensorOf(scales),
  });
  return { sums: sums!.data as Float32Array, squares: squares!.data as Float32Array };
}
