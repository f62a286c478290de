import type { Rng } from '../../core/index.ts';
import type { Criterion } from './criterion.ts';
import type { Split, Splitter } from './splitter.ts';

/** What shapes a tree. */
export interface GrowthParams {
  /** `Infinity` for no limit. */
  readonly maxDepth: number;
  readonly minSamplesSplit: number;
  readonly minSamplesLeaf: number;
  /** `Infinity` for no limit; below it the split that gains most is made first. */
  readonly maxLeafNodes: number;
  /** Least gain of a split, as a share of the tree's weight. */
  readonly minImpurityDecrease: number;
}

/** A node of a tree that grows; its samples are a range of the tree's. */
export interface GrownNode {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** Weight · impurity. */
  readonly risk: number;
  /** What the split gains, in weight · impurity; 0 for a leaf. */
  gain: number;
  /** Undefined for a leaf. */
  split: Split | undefined;
  /** Position of the left child among the nodes; the right one comes after it. -1 for a leaf. */
  left: number;
}

/** Samples that are divided before other work of the process may run. */
const WORK_BEFORE_PAUSE = 10_000;

/** Grows trees, one after the other, in buffers that they share. The limits count samples, whatever their weights.
 * Source: Breiman, Random forests, Machine Learning 45 (2001); details as in scikit-learn. */
export class TreeGrower {
  /** The samples of the tree, those of a node together and in ascending order. */
  readonly samples: Int32Array;
  readonly #criterion: Criterion;
  readonly #params: GrowthParams;
  readonly #splitter: Splitter;

  constructor(nSamples: number, splitter: Splitter, criterion: Criterion, params: GrowthParams) {
    this.#splitter = splitter;
    this.#criterion = criterion;
    this.#params = params;
    this.samples = new Int32Array(nSamples);
  }

  /** Grow one tree.
   * @param sampleWeight of every sample; those of weight 0 stay out of the tree.
   * @returns its nodes, children after their parents, the root first. */
  async grow(sampleWeight: Float64Array, rng: Rng, pause: () => Promise<void>): Promise<GrownNode[]> {
    let size = 0;
    let total = 0;
    for (let i = 0; i < sampleWeight.length; i++) {
      const weight = sampleWeight[i]!;
      if (weight > 0) this.samples[size++] = i;
      total += weight;
    }
    this.#splitter.reset();
    const { maxLeafNodes } = this.#params;
    const nodes: GrownNode[] = [];
    const open: GrownNode[] = [];
    const add = (start: number, end: number, depth: number) => {
      const node = this.#node(start, end, depth, total, rng);
      nodes.push(node);
      if (node.split !== undefined) open.push(node);
    };
    add(0, size, 0);
    const takeNext = Number.isFinite(maxLeafNodes) ? takeGreatestGain : takeLast;
    let work = 0;
    let nLeaves = 1;
    for (let node = takeNext(open); node !== undefined && nLeaves < maxLeafNodes; node = takeNext(open)) {
      const middle = this.#splitter.partition(this.samples, node.start, node.end, node.split!);
      node.left = nodes.length;
      add(node.start, middle, node.depth + 1);
      add(middle, node.end, node.depth + 1);
      nLeaves++;
      work += node.end - node.start;
      if (work < WORK_BEFORE_PAUSE) continue;
      work = 0;
      await pause();
    }
    for (const node of nodes) if (node.left < 0) makeLeaf(node);
    return nodes;
  }

  /** Write what the node predicts if it is a leaf. */
  writeLeaf({ start, end }: GrownNode, leaf: Float64Array): void {
    this.#criterion.writeLeaf(this.samples, start, end, leaf);
  }

  #node(start: number, end: number, depth: number, total: number, rng: Rng): GrownNode {
    const criterion = this.#criterion;
    const { maxDepth, minSamplesSplit, minSamplesLeaf, minImpurityDecrease } = this.#params;
    criterion.setNode(this.samples, start, end);
    const node: GrownNode = { start, end, depth, risk: criterion.risk, gain: 0, split: undefined, left: -1 };
    const size = end - start;
    if (depth >= maxDepth || size < minSamplesSplit || size < 2 * minSamplesLeaf || criterion.isPure()) {
      return node;
    }
    const split = this.#splitter.find(this.samples, start, end, rng);
    if (split === undefined) return node;
    const gain = split.score - criterion.score;
    if (gain / total + Number.EPSILON < minImpurityDecrease) return node;
    node.gain = gain;
    node.split = split;
    return node;
  }
}

function makeLeaf(node: GrownNode): void {
  node.split = undefined;
  node.gain = 0;
}

function takeLast(open: GrownNode[]): GrownNode | undefined {
  return open.pop();
}

function takeGreatestGain(open: GrownNode[]): GrownNode | undefined {
  let best = 0;
  for (let k = 1; k < open.length; k++) if (open[k]!.gain > open[best]!.gain) best = k;
  return open.splice(best, 1)[0];
}
