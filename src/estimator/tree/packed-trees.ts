import { LEAF, type Trees } from './tree-table.ts';

/** Trees laid out for prediction. A split is four numbers side by side, feature, threshold, left child and right child,
 * and its left child comes next, so that a path reads few lines of the processor's cache. Leaves have no numbers of their
 * own: a child is the place of a split or `~leaf`, where leaf c < nClasses is of class c alone and those from nClasses on
 * are the rows of `shares`. */
export interface PackedTrees {
  /** Four a split, in shared memory; the thresholds stand at the same places of `floats`. */
  readonly ints: Int32Array;
  /** The same memory. */
  readonly floats: Float32Array;
  /** Each tree's root, given as children are. */
  readonly roots: Int32Array;
  readonly shares: Float32Array;
}

const STRIDE = 4;

/** Lay out trees for prediction. */
export function packTrees(
  { feature, threshold, child, roots, shares }: Trees,
  nClasses: number,
): PackedTrees {
  let nSplits = 0;
  for (let node = 0; node < feature.length; node++) nSplits += Number(feature[node] !== LEAF);
  const ints = new Int32Array(new SharedArrayBuffer(4 * STRIDE * nSplits));
  const floats = new Float32Array(ints.buffer);
  const open: number[] = [];
  let end = 0;
  // follows left children, and leaves right ones open, each with the place that waits for it
  const packFrom = (first: number): number => {
    const start = end;
    let node = first;
    for (; feature[node] !== LEAF; node = child[node]!, end += STRIDE) {
      ints[end] = feature[node]!;
      floats[end + 1] = threshold[node]!;
      ints[end + 2] = end + STRIDE;
      open.push(child[node]! + 1, end + 3);
    }
    const leaf = child[node]! < 0 ? child[node]! : ~(nClasses + child[node]!);
    if (end === start) return leaf;
    ints[end - STRIDE + 2] = leaf;
    return start;
  };
  const packedRoots = roots.map((root) => {
    const packed = packFrom(root);
    while (open.length > 0) {
      const place = open.pop()!;
      ints[place] = packFrom(open.pop()!);
    }
    return packed;
  });
  return { ints, floats, roots: packedRoots, shares };
}
