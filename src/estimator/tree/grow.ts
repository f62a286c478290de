import { createRng, type Matrix, type Rng } from '../../core/index.ts';
import { countClasses } from '../labels.ts';
import type { FeatureCodes } from './codes.ts';
import { CLASS_BITS, type NodeView, SplitFinder } from './split-finder.ts';
import type { TreeTable } from './tree-table.ts';

/** What shapes a tree. */
export interface TreeParams {
  /** Features looked at per node, at least 1. */
  readonly maxFeatures: number;
  /** `Infinity` for no limit. */
  readonly maxDepth: number;
  readonly minSamplesSplit: number;
  readonly minSamplesLeaf: number;
  /** Draw the samples of each tree with replacement; else each tree sees all of them. */
  readonly bootstrap: boolean;
}

/** Grows the trees of one forest, one after the other, in buffers that they share.
 * Source: Breiman, Random forests, Machine Learning 45 (2001); details as in scikit-learn: the limits count distinct
 * samples, and a node whose drawn features are all constant goes on drawing until one is not. */
export class TreeGrower {
  readonly #X: Matrix;
  readonly #y: Int32Array;
  readonly #codes: Uint16Array;
  readonly #params: TreeParams;
  readonly #counts: Int32Array;
  /** Distinct samples of the tree; those of a node are a range of it. */
  readonly #samples: Int32Array;
  readonly #tagged: Int32Array;
  readonly #features: Int32Array;
  readonly #finder: SplitFinder;

  constructor(X: Matrix, y: Int32Array, nClasses: number, features: FeatureCodes, params: TreeParams) {
    this.#X = X;
    this.#y = y;
    this.#codes = features.codes;
    this.#params = params;
    this.#counts = new Int32Array(nClasses);
    this.#samples = new Int32Array(X.rows);
    this.#tagged = new Int32Array(X.rows);
    this.#features = new Int32Array(X.cols);
    this.#finder = new SplitFinder(features, this.#samples, this.#tagged, nClasses, params.minSamplesLeaf);
  }

  /** Grow one tree into the table.
   * @returns how often each sample was drawn, int32, (nSamples,). */
  grow(table: TreeTable, seed: number): Int32Array {
    const rng = createRng(seed);
    const { rows } = this.#X;
    const drawn = drawSamples(rows, this.#params.bootstrap, rng);
    let nDistinct = 0;
    for (let i = 0; i < rows; i++) {
      this.#tagged[i] = (drawn[i]! << CLASS_BITS) | this.#y[i]!;
      if (drawn[i]! > 0) this.#samples[nDistinct++] = i;
    }
    // from the same order for every tree, so that a tree depends on its seed alone
    for (let f = 0; f < this.#features.length; f++) this.#features[f] = f;

    const open = [{ node: table.addRoot(), start: 0, end: nDistinct, depth: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, start, end, depth } = next;
      const view = this.#view(start, end);
      if (!this.#maySplit(view, depth) || !this.#findSplit(view, rng)) {
        table.setLeaf(node, view.counts, view.weight);
        continue;
      }
      const { middle, threshold } = this.#partition(start, end);
      const left = table.setSplit(node, this.#finder.feature, threshold);
      open.push(
        { node: left + 1, start: middle, end, depth: depth + 1 },
        { node: left, start, end: middle, depth: depth + 1 },
      );
    }
    return drawn;
  }

  #view(start: number, end: number): NodeView {
    const counts = this.#counts.fill(0);
    let weight = 0;
    for (let j = start; j < end; j++) {
      const sample = this.#samples[j]!;
      const w = this.#tagged[sample]! >>> CLASS_BITS;
      counts[this.#y[sample]!]! += w;
      weight += w;
    }
    let squares = 0;
    for (let c = 0; c < counts.length; c++) squares += counts[c]! * counts[c]!;
    return { start, end, counts, weight, squares };
  }

  #maySplit({ start, end, weight, squares }: NodeView, depth: number): boolean {
    const { maxDepth, minSamplesSplit, minSamplesLeaf } = this.#params;
    const pure = squares === weight * weight;
    return !pure && depth < maxDepth && end - start >= minSamplesSplit && end - start >= 2 * minSamplesLeaf;
  }

  /** Search features drawn without replacement, by a Fisher–Yates shuffle that stops when it has enough. */
  #findSplit(view: NodeView, rng: Rng): boolean {
    const features = this.#features;
    const finder = this.#finder;
    let varies = false;
    finder.reset();
    for (let k = 0; k < features.length && (k < this.#params.maxFeatures || !varies); k++) {
      const at = k + rng.int(features.length - k);
      const feature = features[at]!;
      features[at] = features[k]!;
      features[k] = feature;
      varies = finder.search(feature, view) || varies;
    }
    return finder.feature >= 0;
  }

  /** Put the samples that go left first.
   * @returns where the right side starts, and the value halfway between the two sides. */
  #partition(start: number, end: number): { middle: number; threshold: number } {
    const { feature, leftCode, rightCode } = this.#finder;
    const { data, rows, cols } = this.#X;
    const samples = this.#samples;
    let below = Number.NEGATIVE_INFINITY;
    let above = Number.POSITIVE_INFINITY;
    let middle = start;
    let last = end;
    while (middle < last) {
      const sample = samples[middle]!;
      const code = this.#codes[feature * rows + sample]!;
      if (code === leftCode) below = Math.max(below, data[sample * cols + feature]!);
      if (code === rightCode) above = Math.min(above, data[sample * cols + feature]!);
      if (code <= leftCode) {
        middle++;
      } else {
        samples[middle] = samples[--last]!;
        samples[last] = sample;
      }
    }
    const halfway = Math.fround(below / 2 + above / 2);
    return { middle, threshold: halfway < above ? halfway : below };
  }
}

/** How often each sample is drawn, int32, (nSamples,). */
function drawSamples(nSamples: number, bootstrap: boolean, rng: Rng): Int32Array {
  if (!bootstrap) return new Int32Array(nSamples).fill(1);
  const drawn = Int32Array.from({ length: nSamples }, () => rng.int(nSamples));
  return countClasses(drawn, nSamples);
}

/** The number of features that a rule gives, in [1, nFeatures].
 * @param rule below 1 a share, else a number, at most all. */
export function featuresPerNode(rule: 'sqrt' | 'log2' | 'all' | number, nFeatures: number): number {
  if (rule === 'all') return nFeatures;
  if (rule === 'sqrt') return Math.floor(Math.sqrt(nFeatures));
  if (rule === 'log2') return Math.max(1, Math.floor(Math.log2(nFeatures)));
  return rule < 1 ? Math.max(1, Math.floor(rule * nFeatures)) : Math.min(rule, nFeatures);
}
