import type { Matrix } from '../core/index.ts';
import { type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { sessionOf } from './session.ts';

/** Rows in one block, at least. */
const BLOCK_ROWS = 256;
/** Features whose products with each other are made in one call, at most. */
const STRIP = 512;
/** Multiplications from which a session call is faster than typed-array code. */
const SESSION_FROM = 20_000;

/** Which rows of X, in groups one after the other, and how they enter a scatter. */
export interface Scattered {
  /** Rows of X: group g is `rows.subarray(starts[g], starts[g + 1])`. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  /** What each group is centred on, float64, (nGroups × nFeatures). */
  readonly means: Float64Array;
  /** What each row of a group counts, float64, (nGroups,), >= 0. */
  readonly weights: Float64Array;
}

const graph: ModelSpec = {
  inputs: [
    { name: 'A', type: 'float64', shape: ['n', 'a'] },
    { name: 'B', type: 'float64', shape: ['n', 'b'] },
  ],
  outputs: ['S'],
  nodes: [node('Gemm', ['A', 'B'], ['S'], { transA: 1 })],
};

/** Σ weight · (x − mean)(x − mean)ᵀ over the rows of all groups, float64 throughout, (nFeatures × nFeatures).
 * @param total receives the result, where there is an array to use again.
 * Cost: O(rows · nFeatures²); beside the result, a float64 copy of about half as many rows as there are features. */
export async function scatter(
  X: Matrix,
  groups: Scattered,
  total: Float64Array = new Float64Array(X.cols * X.cols),
): Promise<Float64Array> {
  const d = X.cols;
  total.fill(0);
  const { rows, starts } = groups;
  const group = new Int32Array(rows.length);
  for (let g = 0; g < groups.weights.length; g++) group.fill(g, starts[g], starts[g + 1]);
  if (rows.length * d * d < SESSION_FROM) return plainScatter(X, groups, group, total);
  const session = await sessionOf('scatter', graph);
  // Half as tall as wide: lower, and adding up the products would take longer than making them.
  const height = Math.min(rows.length, Math.max(d >> 1, BLOCK_ROWS));
  const strips = stripsOf(height, d);
  for (let from = 0; from < rows.length; from += height) {
    const n = Math.min(height, rows.length - from);
    const tensors = strips.map(({ first, width, data }): Tensor => {
      fillStrip(X, groups, group, from, n, first, width, data);
      return { type: 'float64', data: data.subarray(0, n * width), dims: [n, width] };
    });
    for (let a = 0; a < strips.length; a++) {
      for (let b = 0; b <= a; b++) {
        const { S } = await session.run({ A: tensors[a]!, B: tensors[b]! });
        addBlock(total, d, S!.data as Float64Array, strips[a]!, strips[b]!);
      }
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) total[j * d + i] = total[i * d + j]!;
  return total;
}

/** Features side by side, and room for the centred values of some rows. */
interface Strip {
  readonly first: number;
  readonly width: number;
  readonly data: Float64Array;
}

function stripsOf(height: number, d: number): Strip[] {
  const count = Math.ceil(d / STRIP);
  return Array.from({ length: count }, (_, s) => {
    const first = Math.floor((s * d) / count);
    const width = Math.floor(((s + 1) * d) / count) - first;
    return { first, width, data: new Float64Array(height * width) };
  });
}

/** Centre the rows from `from` on, times the roots of their weights. */
function fillStrip(
  { data: x, cols: d }: Matrix,
  { rows, means, weights }: Scattered,
  group: Int32Array,
  from: number,
  n: number,
  first: number,
  width: number,
  data: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const g = group[from + i]!;
    const root = Math.sqrt(weights[g]!);
    const at = rows[from + i]! * d + first;
    const mean = g * d + first;
    for (let f = 0; f < width; f++) data[i * width + f] = root * (x[at + f]! - means[mean + f]!);
  }
}

function addBlock(total: Float64Array, d: number, block: Float64Array, a: Strip, b: Strip): void {
  for (let i = 0; i < a.width; i++) {
    const to = (a.first + i) * d + b.first;
    for (let j = 0; j < b.width; j++) total[to + j]! += block[i * b.width + j]!;
  }
}

function plainScatter(
  { data, cols: d }: Matrix,
  { rows, means, weights }: Scattered,
  group: Int32Array,
  total: Float64Array,
): Float64Array {
  const z = new Float64Array(d);
  for (let i = 0; i < rows.length; i++) {
    const g = group[i]!;
    for (let f = 0; f < d; f++) z[f] = data[rows[i]! * d + f]! - means[g * d + f]!;
    for (let f = 0; f < d; f++) {
      const scaled = weights[g]! * z[f]!;
      for (let h = 0; h < d; h++) total[f * d + h]! += scaled * z[h]!;
    }
  }
  return total;
}
