import type { Matrix, Rng } from '../../core/index.ts';
import { WithoutReplacement } from '../tree/without-replacement.ts';

/** Stands in `feature` for a leaf. */
const LEAF = -1;

/** Isolation trees as flat arrays, one entry a node. */
export interface IsolationTrees {
  /** The feature a node splits on, or -1 for a leaf. */
  readonly feature: Int32Array;
  /** A sample goes left if its value is at most this. */
  readonly threshold: Float32Array;
  /** The left child of a split; the right one comes after it. */
  readonly child: Int32Array;
  /** Of a leaf: the splits above it and what its samples would take to be isolated, float64. */
  readonly path: Float64Array;
  /** Where each tree starts. */
  readonly roots: Int32Array;
}

/** The mean path to an external node of a binary search tree of n keys, 2 H(n − 1) − 2 (n − 1) / n, the harmonic number
 * by ln(n − 1) + γ; 0 for one key, 1 for two.
 * Source: Liu, Ting & Zhou, Isolation-based anomaly detection, ACM TKDD 6 (2012), equation 1. */
export function averagePath(n: number): number {
  const EULER = 0.577_215_664_901_532_9;
  if (n <= 1) return 0;
  if (n === 2) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}

/** Collects the nodes of isolation trees while they grow. */
export class IsolationTable {
  readonly #feature: number[] = [];
  readonly #threshold: number[] = [];
  readonly #child: number[] = [];
  readonly #path: number[] = [];
  readonly #roots: number[] = [];

  /** Grow one tree: each node is split on a random feature that varies in it, at a value drawn evenly from its range.
   * @param rows of X that the tree sees, reordered. @param features that it may split on. */
  grow(X: Matrix, rows: Int32Array, features: Int32Array, maxDepth: number, rng: Rng): void {
    const draw = new WithoutReplacement(features.length);
    this.#roots.push(this.#feature.length);
    const open = [{ node: this.#add(), start: 0, end: rows.length, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, start, end, depth } = next;
      const feature = depth < maxDepth ? drawVarying(X, rows, start, end, features, draw, rng) : undefined;
      if (feature === undefined) {
        this.#path[node] = depth + averagePath(end - start);
        continue;
      }
      const threshold = drawThreshold(X, rows, start, end, feature, rng);
      const middle = partition(X, rows, start, end, feature, threshold);
      const left = this.#add();
      this.#add();
      this.#feature[node] = feature;
      this.#threshold[node] = threshold;
      this.#child[node] = left;
      open.push({ node: left, start, end: middle, depth: depth + 1 });
      open.push({ node: left + 1, start: middle, end, depth: depth + 1 });
    }
  }

  toTrees(): IsolationTrees {
    return {
      feature: Int32Array.from(this.#feature),
      threshold: Float32Array.from(this.#threshold),
      child: Int32Array.from(this.#child),
      path: Float64Array.from(this.#path),
      roots: Int32Array.from(this.#roots),
    };
  }

  #add(): number {
    this.#feature.push(LEAF);
    this.#threshold.push(0);
    this.#child.push(0);
    return this.#path.push(0) - 1;
  }
}

function drawVarying(
  { data, cols }: Matrix,
  rows: Int32Array,
  start: number,
  end: number,
  features: Int32Array,
  draw: WithoutReplacement,
  rng: Rng,
): number | undefined {
  if (end - start < 2) return;
  for (let k = 0; k < features.length; k++) {
    draw.draw(k, 1, rng);
    const feature = features[draw.numbers[k]!]!;
    const first = data[rows[start]! * cols + feature]!;
    for (let j = start + 1; j < end; j++) if (data[rows[j]! * cols + feature] !== first) return feature;
  }
  return;
}

function drawThreshold(
  { data, cols }: Matrix,
  rows: Int32Array,
  start: number,
  end: number,
  feature: number,
  rng: Rng,
): number {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let j = start; j < end; j++) {
    const value = data[rows[j]! * cols + feature]!;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const drawn = Math.fround(least + rng.float() * (greatest - least));
  return drawn < greatest ? drawn : least;
}

/** @returns where the right side starts. */
function partition(
  { data, cols }: Matrix,
  rows: Int32Array,
  start: number,
  end: number,
  feature: number,
  threshold: number,
): number {
  let middle = start;
  let last = end;
  while (middle < last) {
    const row = rows[middle]!;
    if (data[row * cols + feature]! <= threshold) {
      middle++;
    } else {
      rows[middle] = rows[--last]!;
      rows[last] = row;
    }
  }
  return middle;
}

/** Rows that go through all trees together: their features stay in the processor's cache. */
const BLOCK_ROWS = 64;

/** The mean path of each sample over the trees, float64, (nSamples,). */
export function meanPaths(trees: IsolationTrees, X: Matrix): Float64Array {
  const paths = new Float64Array(X.rows);
  for (let from = 0; from < X.rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, X.rows);
    for (const root of trees.roots) addPaths(trees, root, X, from, to, paths);
  }
  return paths.map((sum) => sum / trees.roots.length);
}

function addPaths(
  { feature, threshold, child, path }: IsolationTrees,
  root: number,
  { data, cols }: Matrix,
  from: number,
  to: number,
  paths: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    let node = root;
    for (let f = feature[node]!; f !== LEAF; f = feature[node]!) {
      node = child[node]! + (data[i * cols + f]! <= threshold[node]! ? 0 : 1);
    }
    paths[i]! += path[node]!;
  }
}
