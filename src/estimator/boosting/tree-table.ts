import type { Matrix } from '../../core/index.ts';

/** Stands in `feature` for a leaf. */
const LEAF = -1;

/** Regression trees as flat arrays, one entry a node. */
export interface BoostedTrees {
  /** The feature a node splits on, or -1 for a leaf. */
  readonly feature: Int32Array;
  /** A sample goes left if its value is at most this; for a leaf: what it adds. */
  readonly value: Float64Array;
  /** The left child of a split; the right one comes after it. */
  readonly child: Int32Array;
  /** Where each tree starts: those of a round follow each other, one per class. */
  readonly roots: Int32Array;
}

/** Collects the nodes of trees while they grow. */
export class BoostedTreeTable {
  readonly #feature: number[] = [];
  readonly #value: number[] = [];
  readonly #child: number[] = [];
  readonly #roots: number[] = [];

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
    this.#value[node] = threshold;
    this.#child[node] = left;
    return left;
  }

  setLeaf(node: number, value: number): void {
    this.#value[node] = value;
  }

  toTrees(): BoostedTrees {
    return {
      feature: Int32Array.from(this.#feature),
      value: Float64Array.from(this.#value),
      child: Int32Array.from(this.#child),
      roots: Int32Array.from(this.#roots),
    };
  }

  /** The newest trees alone. */
  lastTrees(nTrees: number): BoostedTrees {
    const roots = this.#roots.slice(-nTrees);
    const from = roots[0]!;
    return {
      feature: Int32Array.from(this.#feature.slice(from)),
      value: Float64Array.from(this.#value.slice(from)),
      child: Int32Array.from(this.#child.slice(from), (child) => child - from),
      roots: Int32Array.from(roots, (root) => root - from),
    };
  }

  #add(): number {
    this.#feature.push(LEAF);
    this.#value.push(0);
    return this.#child.push(0) - 1;
  }
}

/** Samples that go through all trees together: their features stay in the processor's cache. */
const BLOCK_ROWS = 32;

/** The sums of the trees, float64, class after class: (baseline.length × nSamples).
 * @param baseline what each class starts from. */
export function sumTrees(trees: BoostedTrees, X: Matrix, baseline: Float64Array): Float64Array {
  const sums = new Float64Array(baseline.length * X.rows);
  for (const [k, value] of baseline.entries()) sums.fill(value, k * X.rows, (k + 1) * X.rows);
  for (let from = 0; from < X.rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, X.rows);
    for (let tree = 0; tree < trees.roots.length; tree++) {
      addTree(trees, tree, X, from, to, sums, (tree % baseline.length) * X.rows);
    }
  }
  return sums;
}

/** Add what the rows' leaves of one tree say to the sums that start at `at`. */
export function addTree(
  { feature, value, child, roots }: BoostedTrees,
  tree: number,
  { data, cols }: Matrix,
  from: number,
  to: number,
  sums: Float64Array,
  at: number,
): void {
  const root = roots[tree]!;
  for (let i = from; i < to; i++) {
    let node = root;
    for (let f = feature[node]!; f !== LEAF; f = feature[node]!) {
      node = child[node]! + (data[i * cols + f]! <= value[node]! ? 0 : 1);
    }
    sums[at + i]! += value[node]!;
  }
}
