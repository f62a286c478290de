import type { Matrix } from '../core/index.ts';
import { dataTypes, int64s, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';

/** Products held at a time at most: 8 MB of float32. */
const BLOCK_VALUES = 2_000_000;

const graph: ModelSpec = {
  inputs: [
    { name: 'X', shape: ['n', 'd'] },
    { name: 'W', shape: ['m', 'd'] },
    { name: 'bias', shape: ['m'] },
    { name: 'shape', type: 'int64', shape: [3] },
  ],
  outputs: ['greatest', 'sums'],
  nodes: [
    node('Gemm', ['X', 'W', 'bias'], ['scores'], { transB: 1 }),
    node('Reshape', ['scores', 'shape'], ['groups']),
    node('ArgMax', ['groups'], ['longGreatest'], { axis: 2, keepdims: 0 }),
    node('Cast', ['longGreatest'], ['greatest'], { to: dataTypes.int32 }),
    node('ReduceSum', ['scores', 'columns'], ['sums'], { keepdims: 0 }),
  ],
  initializers: [int64s('columns', [1])],
};

/** For each row of X the position of the greatest score in every group, X · Wᵀ + bias in float32; ties to the lower one.
 * @param W the groups one after the other, all of one size, (nGroups · k, X.cols).
 * @param check called before the result is given if a score is not finite, as those of values that are not: throws to
 * refuse them. It saves a look at all of X.
 * @returns int32, (X.rows × nGroups), row-major. */
export async function greatestInGroups(
  X: Matrix,
  W: Matrix,
  bias: Float32Array,
  nGroups: number,
  check?: () => void,
): Promise<Int32Array> {
  const session = await sessionOf('greatest-in-groups', graph);
  const feeds = {
    W: tensorOf(W),
    bias: { type: 'float32', dims: [W.rows], data: bias },
    shape: { type: 'int64', dims: [3], data: BigInt64Array.from([-1, nGroups, W.rows / nGroups], BigInt) },
  } satisfies Record<string, Tensor>;
  const greatest = new Int32Array(X.rows * nGroups);
  const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / W.rows));
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from);
    const data = X.data.subarray(from * X.cols, (from + rows) * X.cols);
    const found = await session.run({ ...feeds, X: { type: 'float32', dims: [rows, X.cols], data } });
    greatest.set(found.greatest!.data as Int32Array, from * nGroups);
    if (check !== undefined && !(found.sums!.data as Float32Array).every(Number.isFinite)) check();
  }
  return greatest;
}
