import type { Matrix } from '../core/index.ts';
import { type InputSpec, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { int64, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import { type WeightedRows, weightedBlock, weightedInputs, weighting } from './weighted-rows.ts';

/** What is multiplied with P = A·Vᵀ. */
export interface Projection {
  /** V, float32, (m, X.cols). */
  readonly vectors: Matrix;
  /** Whether V is square and 0 above its diagonal: most of that is not multiplied then. */
  readonly isLower?: boolean;
  /** float32, (k, m). */
  readonly coefficients: Matrix;
  /** float32, (a, m). */
  readonly scales: Matrix;
}

/** Strips of rows that a lower triangular V is cut into. */
const STRIPS = 4;
/** Rows of V from which strips are faster than one product. */
const STRIPS_FROM = 256;

const strips = Array.from({ length: STRIPS }, (_, s) => s);
const bound = (name: string): InputSpec => ({ name, type: 'int64', shape: [1] });

const wholeProduct = [node('Gemm', ['A', 'V'], ['P'], { transB: 1 })];

/** Strip s of V ends in column `end s`, and so it meets no columns of A beyond. */
const stripProducts = [
  ...strips.flatMap((s) => {
    const start = s === 0 ? 'zero' : `end${s - 1}`;
    return [
      node('Slice', ['A', 'zero', `end${s}`, 'one'], [`A${s}`]),
      node('Slice', ['V', start, `end${s}`, 'zero'], [`rows${s}`]),
      node('Slice', [`rows${s}`, 'zero', `end${s}`, 'one'], [`V${s}`]),
      node('Gemm', [`A${s}`, `V${s}`], [`P${s}`], { transB: 1 }),
    ];
  }),
  node('Concat', [...strips.map((s) => `P${s}`)], ['P'], { axis: 1 }),
];

const projectionGraph = (isLower: boolean): ModelSpec => ({
  inputs: [
    ...weightedInputs,
    { name: 'V', shape: ['m', 'd'] },
    { name: 'coefficients', shape: ['k', 'm'] },
    { name: 'scales', shape: ['a', 'm'] },
    ...(isLower ? ['zero', 'one', ...strips.map((s) => `end${s}`)].map(bound) : []),
  ],
  outputs: ['sums', 'squares'],
  nodes: [
    ...weighting(),
    ...(isLower ? stripProducts : wholeProduct),
    node('Gemm', ['P', 'coefficients'], ['sums'], { transB: 1 }),
    node('Mul', ['P', 'P'], ['PP']),
    node('Gemm', ['PP', 'scales'], ['squares'], { transB: 1 }),
  ],
});

/** What the strips read beside V. */
function bounds(rows: number): Record<string, Tensor> {
  const ends = strips.map((s) => [`end${s}`, int64(Math.floor(((s + 1) * rows) / STRIPS))] as const);
  return { zero: int64(0), one: int64(1), ...Object.fromEntries(ends) };
}

/** Of rows `from` to `end` of P = A·Vᵀ: `sums` = P·coefficientsᵀ, and `squares` = (P∘P)·scalesᵀ.
 * @returns float32, (end − from, k) and (end − from, a). */
export async function weightedProjection(
  A: WeightedRows,
  { vectors, isLower = false, coefficients, scales }: Projection,
  from: number,
  end: number,
): Promise<{ sums: Float32Array; squares: Float32Array }> {
  const inStrips = isLower && vectors.rows >= STRIPS_FROM;
  const session = await sessionOf(`weighted-projection/${inStrips}`, projectionGraph(inStrips));
  const { sums, squares } = await session.run({
    ...weightedBlock(A, from, end),
    V: tensorOf(vectors),
    coefficients: tensorOf(coefficients),
    scales: tensorOf(scales),
    ...(inStrips && bounds(vectors.rows)),
  });
  return { sums: sums!.data as Float32Array, squares: squares!.data as Float32Array };
}
