import type { Matrix } from '../../core/index.ts';
import type { PackedTrees } from './packed-trees.ts';

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
  const leaves = new Int32Array(to - from);
  for (let tree = 0; tree < trees.roots.length; tree++) {
    descend(trees, tree, X, from, leaves);
    addShares(trees.shares, leaves, from, nClasses, sums, drawn?.[tree]);
  }
}

/** Find the leaf of each sample from `from` on. Eight go down in step: waiting for memory, they wait together. */
function descend(
  { ints, floats, roots }: PackedTrees,
  tree: number,
  { data, cols }: Matrix,
  from: number,
  leaves: Int32Array,
): void {
  const n = leaves.length;
  const root = roots[tree]!;
  const rowOf = (j: number) => (from + Math.min(j, n - 1)) * cols;
  for (let j = 0; j < n; j += 8) {
    const [r0, r1, r2, r3] = [rowOf(j), rowOf(j + 1), rowOf(j + 2), rowOf(j + 3)];
    const [r4, r5, r6, r7] = [rowOf(j + 4), rowOf(j + 5), rowOf(j + 6), rowOf(j + 7)];
    let [p0, p1, p2, p3, p4, p5, p6, p7] = [root, root, root, root, root, root, root, root];
    while ((p0 & p1 & p2 & p3 & p4 & p5 & p6 & p7) >= 0) {
      p0 = step(ints, floats, data, r0, p0);
      p1 = step(ints, floats, data, r1, p1);
      p2 = step(ints, floats, data, r2, p2);
      p3 = step(ints, floats, data, r3, p3);
      p4 = step(ints, floats, data, r4, p4);
      p5 = step(ints, floats, data, r5, p5);
      p6 = step(ints, floats, data, r6, p6);
      p7 = step(ints, floats, data, r7, p7);
    }
    // writes beyond the end of a typed array are dropped
    leaves[j] = ~p0;
    leaves[j + 1] = ~p1;
    leaves[j + 2] = ~p2;
    leaves[j + 3] = ~p3;
    leaves[j + 4] = ~p4;
    leaves[j + 5] = ~p5;
    leaves[j + 6] = ~p6;
    leaves[j + 7] = ~p7;
  }
}

/** The child that a sample goes to; a leaf stays. Without branches, which would be mispredicted half of the time.
 * @param row where the sample starts in `data`. */
function step(
  ints: Int32Array,
  floats: Float32Array,
  data: Float32Array,
  row: number,
  place: number,
): number {
  const isLeaf = place >> 31;
  const at = place & ~isLeaf;
  const isRight = Number(data[row + ints[at]!]! > floats[at | 1]!);
  return (place & isLeaf) | (ints[at | 2 | isRight]! & ~isLeaf);
}

function addShares(
  shares: Float32Array,
  leaves: Int32Array,
  from: number,
  nClasses: number,
  sums: Float64Array,
  skip: Uint8Array | undefined,
): void {
  for (let j = 0; j < leaves.length; j++) {
    if (skip !== undefined && skip[from + j] === 1) continue;
    const leaf = leaves[j]!;
    const sum = (from + j) * nClasses;
    if (leaf < nClasses) {
      sums[sum + leaf]!++;
      continue;
    }
    const row = (leaf - nClasses) * nClasses;
    for (let c = 0; c < nClasses; c++) sums[sum + c]! += shares[row + c]!;
  }
}
