import { type Matrix, matrix } from '../../core/index.ts';

/** Stands in `feature` for a leaf. */
const LEAF = -1;

/** The trees of a forest as flat arrays, one entry a node. */
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

/** Collects the nodes of a forest while it grows. */
export class TreeTable {
  readonly #feature: number[] = [];
  readonly #threshold: number[] = [];
  readonly #child: number[] = [];
  readonly #roots: number[] = [];
  readonly #shares: number[] = [];

  /** Start a tree.
   * @returns its root. */
  addRoot(): number {
    const root = this.#add();
    this.#roots.push(root);
    return root;
  }

  /** @returns the left child; the right one comes after it. */
  setSplit(node: number, feature: number, threshold: number): number {
    const left = this.#add();
    this.#add();
    this.#feature[node] = feature;
    this.#threshold[node] = threshold;
    this.#child[node] = left;
    return left;
  }

  /** @param counts samples per class, (nClasses,). @param weight their sum. */
  setLeaf(node: number, counts: Int32Array, weight: number): void {
    const pureClass = counts.indexOf(weight);
    if (pureClass >= 0) {
      this.#child[node] = ~pureClass;
      return;
    }
    this.#child[node] = this.#shares.length / counts.length;
    for (let c = 0; c < counts.length; c++) this.#shares.push(counts[c]! / weight);
  }

  toTrees(): Trees {
    return {
      feature: Int32Array.from(this.#feature),
      threshold: Float32Array.from(this.#threshold),
      child: Int32Array.from(this.#child),
      roots: Int32Array.from(this.#roots),
      shares: Float32Array.from(this.#shares),
    };
  }

  #add(): number {
    this.#feature.push(LEAF);
    this.#threshold.push(0);
    return this.#child.push(0) - 1;
  }
}

/** Add the class shares of the leaves that the samples fall into.
 * @param sums float64, (nSamples × nClasses), added to.
 * @param tree a position in `trees.roots`.
 * @param skip samples left out: those with a value above 0, (nSamples,). */
export function addShares(
  trees: Trees,
  tree: number,
  X: Matrix,
  nClasses: number,
  sums: Float64Array,
  skip?: Int32Array,
): void {
  const { feature, threshold, child, shares } = trees;
  const { data, cols } = X;
  for (let i = 0; i < X.rows; i++) {
    if (skip !== undefined && skip[i]! > 0) continue;
    let node = trees.roots[tree]!;
    for (let f = feature[node]!; f !== LEAF; f = feature[node]!) {
      node = child[node]! + (data[i * cols + f]! <= threshold[node]! ? 0 : 1);
    }
    const row = child[node]!;
    if (row < 0) sums[i * nClasses + ~row]!++;
    else for (let c = 0; c < nClasses; c++) sums[i * nClasses + c]! += shares[row * nClasses + c]!;
  }
}

/** Samples that go through all trees together: their features stay in the processor's cache. */
const BLOCK_ROWS = 64;

/** Class probabilities: the mean of the leaves' class shares over the trees, (nSamples, nClasses). */
export function meanShares(trees: Trees, X: Matrix, nClasses: number): Matrix {
  const sums = new Float64Array(X.rows * nClasses);
  for (let from = 0; from < X.rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, X.rows);
    const block = { ...X, rows: to - from, data: X.data.subarray(from * X.cols, to * X.cols) };
    const blockSums = sums.subarray(from * nClasses, to * nClasses);
    for (let tree = 0; tree < trees.roots.length; tree++) {
      addShares(trees, tree, block, nClasses, blockSums);
    }
  }
  return matrix(
    X.rows,
    nClasses,
    Float32Array.from(sums, (sum) => sum / trees.roots.length),
  );
}
