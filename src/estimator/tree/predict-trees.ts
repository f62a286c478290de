import type { Matrix } from '../../core/index.ts';
import { LEAF, type Trees } from './tree-table.ts';

/** Trees laid out for prediction: a node is four numbers side by side, feature, threshold, child and one unused, so that
 * a step reads one line of the processor's cache. */
export interface PackedTrees {
  /** Four a node; the thresholds stand at the same places of `floats`. A child is the place of its first number. */
  readonly ints: Int32Array;
  /** The same memory. */
  readonly floats: Float32Array;
  /** The place of each tree's root. */
  readonly roots: Int32Array;
  readonly shares: Float32Array;
}

const STRIDE = 4;

/** In shared memory. */
export function packTrees({ feature, threshold, child, roots, shares }: Trees): PackedTrees {
  const ints = new Int32Array(new SharedArrayBuffer(4 * STRIDE * feature.length));
  const floats = new Float32Array(ints.buffer);
  for (let node = 0; node < feature.length; node++) {
    ints[STRIDE * node] = feature[node]!;
    floats[STRIDE * node + 1] = threshold[node]!;
    ints[STRIDE * node + 2] = feature[node] === LEAF ? child[node]! : STRIDE * child[node]!;
  }
  return { ints, floats, roots: roots.map((root) => STRIDE * root), shares };
}

/** Sum over the trees the class shares of the leaves that each sample falls into. A few samples go through all trees
 * together, so that their features stay in the cache: give it blocks.
 * @param from the first sample. @param to one after the last.
 * @param sums float64, (nSamples × nClasses), added to.
 * @param drawn for each tree the samples that it leaves out, 1 or 0, (nSamples,). */
export function sumShares(
  trees: PackedTrees,
  X: Matrix,
  from: number,
  to: number,
  nClasses: number,
  sums: Float64Array,
  drawn?: readonly Uint8Array[],
): void {
  for (let tree = 0; tree < trees.roots.length; tree++) {
    addShares(trees, tree, X, from, to, nClasses, sums, drawn?.[tree]);
  }
}

function addShares(
  { ints, floats, roots, shares }: PackedTrees,
  tree: number,
  { data, cols }: Matrix,
  from: number,
  to: number,
  nClasses: number,
  sums: Float64Array,
  skip: Uint8Array | undefined,
): void {
  const root = roots[tree]!;
  for (let i = from; i < to; i++) {
    if (skip !== undefined && skip[i] === 1) continue;
    const row = i * cols;
    let node = root;
    for (let f = ints[node]!; f !== LEAF; f = ints[node]!) {
      // a branch that is predicted does not wait for the value, which is seldom in the cache
      node = ints[node + 2]! + (data[row + f]! <= floats[node + 1]! ? 0 : STRIDE);
    }
    const leaf = ints[node + 2]!;
    if (leaf < 0) sums[i * nClasses + ~leaf]!++;
    else for (let c = 0; c < nClasses; c++) sums[i * nClasses + c]! += shares[leaf * nClasses + c]!;
  }
}
