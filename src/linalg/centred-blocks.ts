import type { Matrix } from '../core/index.ts';
import { type InputSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';

/** Values of X that are centred at a time: 8 MB of float32, which is all of it that is ever copied. */
const BLOCK_VALUES = 2_000_000;

/** Nodes that make Z = X − 1 μᵀ of a block of rows X. The mean is a sum of two float32 values: its rounding alone would
 * shift what is far from the origin. */
export const centring = [node('Sub', ['X', 'mean'], ['shifted']), node('Sub', ['shifted', 'rest'], ['Z'])];

/** What those nodes read. */
export const centredInputs: readonly InputSpec[] = [
  { name: 'X', shape: ['n', 'd'] },
  { name: 'mean', shape: ['d'] },
  { name: 'rest', shape: ['d'] },
];

/** The inputs `mean` and `rest`. @param mean float64, (d,). */
export function meanTensors(mean: Float64Array): { readonly mean: Tensor; readonly rest: Tensor } {
  const rounded = Float32Array.from(mean);
  const rest = Float32Array.from(mean, (value, j) => value - rounded[j]!);
  const dims = [mean.length];
  return { mean: { type: 'float32', data: rounded, dims }, rest: { type: 'float32', data: rest, dims } };
}

/** X in blocks of whole rows, each a tensor over its part of the data.
 * @param width values that a row of the block takes in the graph; default X.cols.
 * @param leastRows of a block. */
export function blocksOf(
  { data, rows, cols }: Matrix,
  { width = cols, leastRows = 1 } = {},
): { readonly X: Tensor; readonly from: number }[] {
  const blocks = [];
  const height = Math.max(leastRows, Math.floor(BLOCK_VALUES / width));
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(from + height, rows);
    const X: Tensor = {
      type: 'float32',
      data: data.subarray(from * cols, to * cols),
      dims: [to - from, cols],
    };
    blocks.push({ X, from });
  }
  return blocks;
}
