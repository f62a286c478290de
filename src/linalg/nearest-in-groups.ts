import { type Matrix, matrix } from '../core/index.ts';
import { dataTypes, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';

/** Products held at a time at most: 8 MB of float32. */
const BLOCK_VALUES = 2_000_000;

const graph: ModelSpec = {
  inputs: [
    { name: 'X', shape: ['n', 'd'] },
    { name: 'C', shape: ['m', 'd'] },
    { name: 'bias', shape: ['m'] },
    { name: 'shape', type: 'int64', shape: [3] },
  ],
  outputs: ['nearest'],
  nodes: [
    node('Gemm', ['X', 'C', 'bias'], ['scores'], { transB: 1 }),
    node('Reshape', ['scores', 'shape'], ['groups']),
    node('ArgMax', ['groups'], ['longNearest'], { axis: 2, keepdims: 0 }),
    node('Cast', ['longNearest'], ['nearest'], { to: dataTypes.int32 }),
  ],
};

/** The nearest center of every group for each row of X, by Euclidean distance in float32: a center that is as near up to
 * rounding may be given in its place.
 * @param centers the groups one after the other, all of one size, (nGroups · k, X.cols).
 * @param origin a point amid the rows of X, float64, (X.cols,): the less far they are from it, the less is lost to rounding.
 * @returns position in its group, int32, (X.rows × nGroups), row-major.
 * Source: ‖x − c‖² is least where (x − o)·(c − o) − ‖c − o‖²/2 is greatest. */
export async function nearestInGroups(
  X: Matrix,
  centers: Matrix,
  nGroups: number,
  origin: Float64Array,
): Promise<Int32Array> {
  const { shifted, bias } = shiftCenters(centers, origin);
  const session = await sessionOf('nearest-in-groups', graph);
  const groupSize = centers.rows / nGroups;
  const feeds = {
    C: tensorOf(shifted),
    bias: { type: 'float32', dims: [centers.rows], data: bias },
    shape: { type: 'int64', dims: [3], data: BigInt64Array.from([-1, nGroups, groupSize], BigInt) },
  } satisfies Record<string, Tensor>;
  const nearest = new Int32Array(X.rows * nGroups);
  const blockRows = Math.max(1, Math.floor(BLOCK_VALUES / centers.rows));
  for (let from = 0; from < X.rows; from += blockRows) {
    const rows = Math.min(blockRows, X.rows - from);
    const data = X.data.subarray(from * X.cols, (from + rows) * X.cols);
    const found = await session.run({ ...feeds, X: { type: 'float32', dims: [rows, X.cols], data } });
    nearest.set(found.nearest!.data as Int32Array, from * nGroups);
  }
  return nearest;
}

/** The centers as seen from the origin o, c − o, and for each −o·(c − o) − ‖c − o‖²/2. */
function shiftCenters(centers: Matrix, origin: Float64Array): { shifted: Matrix; bias: Float32Array } {
  const { rows, cols, data } = centers;
  const shifted = matrix(rows, cols);
  const bias = new Float32Array(rows);
  for (let c = 0; c < rows; c++) {
    let sum = 0;
    for (let f = 0; f < cols; f++) {
      const value = Math.fround(data[c * cols + f]! - origin[f]!);
      shifted.data[c * cols + f] = value;
      sum -= value * (origin[f]! + value / 2);
    }
    bias[c] = sum;
  }
  return { shifted, bias };
}
