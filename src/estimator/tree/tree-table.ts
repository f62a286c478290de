import type { GrownNode } from './grow.ts';

/** Stands in `feature` for a leaf. */
export const LEAF = -1;

/** Trees as flat arrays, one entry a node. */
export interface Trees {
  /** The feature a node splits on, or -1 for a leaf. */
  readonly feature: Int32Array;
  /** A sample goes left if its value is at most this. */
  readonly threshold: Float32Array;
  /** Of a split: its left child, the right one comes after it. Of a leaf: its row of `shares`, or `~c` where all its
   * samples are of class c. */
  readonly child: Int32Array;
  /** Where each tree starts. */
  readonly roots: Int32Array;
  /** Class shares of the leaves of several classes, rows of nClasses values. */
  readonly shares: Float32Array;
}

/** One tree, and what its splits gained. */
export interface GrownTree extends Trees {
  /** Weight · impurity that each split took away, by node; 0 for a leaf. */
  readonly gain: Float64Array;
}

/** Write a tree in flat arrays; nodes that were cut are left out.
 * @param writeLeaf the class shares of a leaf. */
export function toTable(
  nodes: readonly GrownNode[],
  nClasses: number,
  writeLeaf: (node: GrownNode, shares: Float64Array) => void,
): GrownTree {
  const kept: GrownNode[] = [nodes[0]!];
  for (let at = 0; at < kept.length; at++) {
    const { left } = kept[at]!;
    if (left >= 0) kept.push(nodes[left]!, nodes[left + 1]!);
  }
  const feature = new Int32Array(kept.length).fill(LEAF);
  const threshold = new Float32Array(kept.length);
  const child = new Int32Array(kept.length);
  const gain = new Float64Array(kept.length);
  const leaf = new Float64Array(nClasses);
  const shares: number[] = [];
  let next = 1;
  for (let at = 0; at < kept.length; at++) {
    const node = kept[at]!;
    if (node.split !== undefined) {
      feature[at] = node.split.feature;
      threshold[at] = node.split.threshold;
      gain[at] = node.gain;
      child[at] = next;
      next += 2;
      continue;
    }
    writeLeaf(node, leaf);
    const pureClass = leaf.indexOf(1);
    child[at] = pureClass >= 0 ? ~pureClass : shares.length / nClasses;
    if (pureClass < 0) for (let c = 0; c < nClasses; c++) shares.push(leaf[c]!);
  }
  return { feature, threshold, child, roots: Int32Array.of(0), shares: Float32Array.from(shares), gain };
}

/** Put trees one after the other, in memory that all threads read. */
export function joinTrees(trees: readonly Trees[], nClasses: number): Trees {
  const total = (count: (tree: Trees) => number) => trees.reduce((sum, tree) => sum + count(tree), 0);
  const nNodes = total(({ feature }) => feature.length);
  const shared = (values: number) => new SharedArrayBuffer(4 * values);
  const joined: Trees = {
    feature: new Int32Array(shared(nNodes)),
    threshold: new Float32Array(shared(nNodes)),
    child: new Int32Array(shared(nNodes)),
    roots: new Int32Array(shared(trees.length)),
    shares: new Float32Array(shared(total(({ shares }) => shares.length))),
  };
  let node = 0;
  let share = 0;
  trees.forEach(({ feature, threshold, child, shares }, t) => {
    joined.roots[t] = node;
    joined.feature.set(feature, node);
    joined.threshold.set(threshold, node);
    joined.shares.set(shares, share);
    for (let at = 0; at < child.length; at++) {
      const isSplit = feature[at]! !== LEAF;
      const shift = isSplit ? node : child[at]! < 0 ? 0 : share / nClasses;
      joined.child[node + at] = child[at]! + shift;
    }
    node += feature.length;
    share += shares.length;
  });
  return joined;
}
