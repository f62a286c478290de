import type { Matrix } from '../core/index.ts';
import { dataTypes, int64s, type ModelSpec, node } from '../graph/index.ts';
import { shiftCenters } from './nearest-in-groups.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';

/** What the samples nearest to each center add up to, as seen from the origin o. */
export interface NearestSums {
  /** How many there are, float32, (k,). */
  readonly counts: Float32Array;
  /** Σ (x − o), float32, (k × nFeatures). */
  readonly sums: Float32Array;
  /** Σ ‖x − c‖² of all of them to their centers. */
  readonly inertia: number;
}

const graph: ModelSpec = {
  inputs: [
    { name: 'X', shape: ['n', 'd'] },
    { name: 'rows', type: 'int32', shape: ['m'] },
    { name: 'origin', shape: ['d'] },
    { name: 'C', shape: ['k', 'd'] },
    { name: 'bias', shape: ['k'] },
    { name: 'positions', type: 'int64', shape: ['k'] },
  ],
  outputs: ['sums', 'counts', 'squares'],
  nodes: [
    node('Gather', ['X', 'rows'], ['samples'], { axis: 0 }),
    node('Sub', ['samples', 'origin'], ['Z']),
    node('Gemm', ['Z', 'C', 'bias'], ['scores'], { transB: 1 }),
    node('ArgMax', ['scores'], ['nearest'], { axis: 1, keepdims: 1 }),
    node('Equal', ['nearest', 'positions'], ['isNearest']),
    node('Cast', ['isNearest'], ['members'], { to: dataTypes.float32 }),
    node('Gemm', ['members', 'Z'], ['sums'], { transA: 1 }),
    node('ReduceSum', ['members', 'firstAxis'], ['counts'], { keepdims: 0 }),
    node('ReduceSumSquare', ['Z'], ['squares'], { keepdims: 0 }),
  ],
  initializers: [int64s('firstAxis', [0])],
};

/** Sum some rows of X by the center that is nearest to each; ties go to the lower one. No copy of X is made.
 * @param rows positions in X, some of them more than once perhaps, int32.
 * @param origin a point amid the rows of X, float64, (X.cols,): sums and distances are float32 as seen from there.
 * Cost: O(rows.length · k · X.cols). */
export async function nearestSums(
  X: Matrix,
  rows: Int32Array,
  centers: Matrix,
  origin: Float64Array,
): Promise<NearestSums> {
  const k = centers.rows;
  const { shifted, halfNorms } = shiftCenters(centers, origin);
  const session = await sessionOf('nearest-sums', graph);
  const found = await session.run({
    X: tensorOf(X),
    rows: { type: 'int32', data: rows, dims: [rows.length] },
    origin: { type: 'float32', data: Float32Array.from(origin), dims: [origin.length] },
    C: tensorOf(shifted),
    bias: { type: 'float32', data: Float32Array.from(halfNorms, (half) => -half), dims: [k] },
    positions: { type: 'int64', data: BigInt64Array.from({ length: k }, (_, c) => BigInt(c)), dims: [k] },
  });
  const sums = found.sums!.data as Float32Array;
  const counts = found.counts!.data as Float32Array;
  let inertia = (found.squares!.data as Float32Array)[0]!;
  for (let c = 0; c < k; c++) {
    let product = 0;
    for (let at = c * X.cols; at < (c + 1) * X.cols; at++) product += sums[at]! * shifted.data[at]!;
    inertia += 2 * (counts[c]! * halfNorms[c]! - product);
  }
  return { counts, sums, inertia: Math.max(inertia, 0) };
}
