import type { Matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import { int64 } from './operand.ts';
import { sessionOf } from './session.ts';

/** Values of X held in float64 at a time: 16 MB. */
const BLOCK_VALUES = 2_000_000;
/** Multiplications from which a session call is faster than typed-array code. */
const SESSION_FROM = 20_000;
/** Strips that the triangle is cut into: what is above them is not multiplied. */
const STRIPS = 4;

const graph: ModelSpec = {
  inputs: [
    { name: 'X', shape: ['n', 'd'] },
    { name: 'start', type: 'int64', shape: [1] },
    { name: 'end', type: 'int64', shape: [1] },
    { name: 'axis', type: 'int64', shape: [1] },
    { name: 'mean', type: 'float64', shape: ['m'] },
    { name: 'strip', type: 'float64', shape: ['r', 'm'] },
  ],
  outputs: ['norms'],
  nodes: [
    node('Slice', ['X', 'start', 'end', 'axis'], ['left']),
    node('Cast', ['left'], ['leftD'], { to: 11 }),
    node('Sub', ['leftD', 'mean'], ['Z']),
    node('Gemm', ['Z', 'strip'], ['W'], { transB: 1 }),
    node('Mul', ['W', 'W'], ['squares']),
    node('ReduceSum', ['squares', 'axis'], ['norms'], { keepdims: 0 }),
  ],
};

/** ‖T (x − mean)‖² of every row of X, float64, (X.rows,).
 * @param triangle the rows of a lower triangular T one after the other, row i of i + 1 values: float32,
 * (d (d + 1) / 2,).
 * @param mean float64, (d,).
 * Cost: O(X.rows · d²). */
export async function whitenedNorms(
  X: Matrix,
  triangle: Float32Array,
  mean: Float64Array,
): Promise<Float64Array> {
  if (X.rows * X.cols * X.cols < SESSION_FROM) return plainNorms(X, triangle, mean);
  const session = await sessionOf('whitened-norms', graph);
  const d = X.cols;
  const norms = new Float64Array(X.rows);
  const height = Math.max(1, Math.floor(BLOCK_VALUES / d));
  for (let strip = 0; strip < STRIPS; strip++) {
    const [first, end] = [Math.floor((strip * d) / STRIPS), Math.floor(((strip + 1) * d) / STRIPS)];
    if (first === end) continue;
    const dense = new Float64Array((end - first) * end);
    for (let r = first; r < end; r++) {
      const start = (r * (r + 1)) / 2;
      dense.set(triangle.subarray(start, start + r + 1), (r - first) * end);
    }
    const feeds = {
      start: int64(0),
      end: int64(end),
      axis: int64(1),
      mean: { type: 'float64', data: mean.subarray(0, end), dims: [end] },
      strip: { type: 'float64', data: dense, dims: [end - first, end] },
    } as const;
    for (let from = 0; from < X.rows; from += height) {
      const n = Math.min(height, X.rows - from);
      const data = X.data.subarray(from * d, (from + n) * d);
      const part = await session.run({ ...feeds, X: { type: 'float32', data, dims: [n, d] } });
      const values = part.norms!.data as Float64Array;
      for (let i = 0; i < n; i++) norms[from + i]! += values[i]!;
    }
  }
  return norms;
}

function plainNorms(X: Matrix, triangle: Float32Array, mean: Float64Array): Float64Array {
  const d = X.cols;
  const norms = new Float64Array(X.rows);
  const z = new Float64Array(d);
  for (let i = 0; i < X.rows; i++) {
    for (let f = 0; f < d; f++) z[f] = X.data[i * d + f]! - mean[f]!;
    for (let r = 0, at = 0; r < d; r++) {
      let sum = 0;
      for (let f = 0; f <= r; f++, at++) sum += triangle[at]! * z[f]!;
      norms[i]! += sum * sum;
    }
  }
  return norms;
}
