import type { Rng } from '../../core/index.ts';
import { MIN_HESSIANS, nodeValue } from './block-histogram.ts';
import { type BoostingMemory, codeStart, KEEP_FROM_SAMPLES, TILE_FEATURES } from './boosting-memory.ts';
import { type Candidate, CandidateQueue, type OpenNode, type Split } from './node-queue.ts';
import type { NodeSearch } from './node-search.ts';
import type { BoostedTreeTable } from './tree-table.ts';

/** What shapes a tree, beside the limits in the memory. */
export interface TreeShape {
  readonly maxLeafNodes: number;
  readonly maxDepth: number;
  readonly learningRate: number;
}

/** A leaf: the range of its samples in the memory, and what it adds to their sums. */
export interface GrownLeaf {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** Grows the trees of a fit, one after the other, in memory that they share: the node whose split gains most is split
 * next, until there are enough leaves. */
export class TreeGrower {
  /** What the splits on each feature gained in all trees, float64, (nFeatures,). */
  readonly gains: Float64Array;
  readonly #memory: BoostingMemory;
  readonly #search: NodeSearch;
  readonly #thresholds: readonly Float64Array[];
  readonly #shape: TreeShape;
  readonly #codes: Uint8Array;
  readonly #otherSamples: Int32Array;
  readonly #otherGradients: Float32Array;
  #queue = new CandidateQueue();
  #leaves: GrownLeaf[] = [];

  /** @param thresholds the upper bounds of the bins, per feature. */
  constructor(
    memory: BoostingMemory,
    search: NodeSearch,
    thresholds: readonly Float64Array[],
    shape: TreeShape,
  ) {
    this.#memory = memory;
    this.#search = search;
    this.#thresholds = thresholds;
    this.#shape = shape;
    this.gains = new Float64Array(thresholds.length);
    this.#codes = new Uint8Array(memory.codes.buffer);
    this.#otherSamples = new Int32Array(memory.nSamples);
    this.#otherGradients = new Float32Array(2 * memory.nSamples);
  }

  /** Grow one tree into the table.
   * @param gradients gradient and hessian of every sample, (nSamples × 2).
   * @param pause awaited between splits.
   * @returns its leaves, in ranges of the memory's `samples`. */
  async grow(
    table: BoostedTreeTable,
    gradients: Float32Array,
    rng: Rng,
    pause: () => Promise<void>,
  ): Promise<readonly GrownLeaf[]> {
    this.#leaves = [];
    this.#queue = new CandidateQueue();
    this.#openRoot(table, gradients, rng);
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      const nLeaves = this.#leaves.length + this.#queue.length + 2;
      const children = this.#split(next, table);
      if (nLeaves === this.#shape.maxLeafNodes) {
        this.#search.release(next.node.slot);
        for (const child of children) this.#close(child, table);
        break;
      }
      this.#open(children, next.node.slot, table, rng);
      await pause();
    }
    for (let rest = this.#queue.pop(); rest !== undefined; rest = this.#queue.pop())
      this.#close(rest.node, table);
    return this.#leaves;
  }

  #openRoot(table: BoostedTreeTable, gradients: Float32Array, rng: Rng): void {
    const { samples, nSamples, minSamplesLeaf } = this.#memory;
    for (let i = 0; i < nSamples; i++) samples[i] = i;
    this.#memory.gradients.set(gradients);
    let gradientSum = 0;
    let hessianSum = 0;
    for (let i = 0; i < nSamples; i++) {
      gradientSum += gradients[2 * i]!;
      hessianSum += gradients[2 * i + 1]!;
    }
    const root: OpenNode = {
      node: table.addRoot(),
      start: 0,
      end: nSamples,
      depth: 0,
      gradients: gradientSum,
      hessians: hessianSum,
      value: 0,
      slot: -1,
    };
    if (nSamples < 2 * minSamplesLeaf || hessianSum < MIN_HESSIANS) this.#close(root, table);
    else this.#enter(root, this.#search.search([root], rng)[0]!, table);
  }

  /** Search the children of a split. The larger one takes over their parent's histogram, if that is kept and it is large
   * enough. */
  #open(children: readonly OpenNode[], parentSlot: number, table: BoostedTreeTable, rng: Rng): void {
    const [smaller, larger] =
      children[0]!.end - children[0]!.start < children[1]!.end - children[1]!.start
        ? children
        : children.toReversed();
    if (parentSlot >= 0 && larger!.end - larger!.start >= KEEP_FROM_SAMPLES && this.#maySplit(larger!)) {
      const isWanted = this.#maySplit(smaller!);
      const [first, second] = this.#search.searchPair(smaller!, larger!, parentSlot, isWanted, rng);
      if (isWanted) this.#enter(smaller!, first, table);
      else this.#close(smaller!, table);
      this.#enter(larger!, second, table);
      return;
    }
    this.#search.release(parentSlot);
    const open = children.filter((child) => this.#maySplit(child));
    for (const child of children) if (!open.includes(child)) this.#close(child, table);
    if (open.length === 0) return;
    for (const [i, split] of this.#search.search(open, rng).entries()) this.#enter(open[i]!, split, table);
  }

  #maySplit({ start, end, depth }: OpenNode): boolean {
    return depth < this.#shape.maxDepth && end - start >= 2 * this.#memory.minSamplesLeaf;
  }

  /** Let a node wait for its split, or make it a leaf if it has none. */
  #enter(node: OpenNode, split: Split, table: BoostedTreeTable): void {
    if (split.gain > 0) this.#queue.push({ node, split });
    else this.#close(node, table);
  }

  #close({ node, start, end, value, slot }: OpenNode, table: BoostedTreeTable): void {
    this.#search.release(slot);
    const shrunk = value * this.#shape.learningRate;
    table.setLeaf(node, shrunk);
    this.#leaves.push({ start, end, value: shrunk });
  }

  /** Carry out a split.
   * @returns the left and the right child. */
  #split({ node: parent, split }: Candidate, table: BoostedTreeTable): OpenNode[] {
    const { feature, bin, gain, nLeft } = split;
    this.gains[feature]! += gain;
    this.#partition(parent, feature, bin);
    const left = table.setSplit(parent.node, feature, this.#thresholds[feature]![bin]!);
    const middle = parent.start + nLeft;
    const rightGradients = parent.gradients - split.leftGradients;
    const rightHessians = parent.hessians - split.leftHessians;
    return [
      this.#child(left, parent.start, middle, parent.depth, split.leftGradients, split.leftHessians),
      this.#child(left + 1, middle, parent.end, parent.depth, rightGradients, rightHessians),
    ];
  }

  #child(
    node: number,
    start: number,
    end: number,
    parentDepth: number,
    gradients: number,
    hessians: number,
  ): OpenNode {
    const value = nodeValue(gradients, hessians, this.#memory.l2Regularization);
    return { node, start, end, depth: parentDepth + 1, gradients, hessians, value, slot: -1 };
  }

  /** Put the samples that go left first; either side keeps its order. */
  #partition({ start, end }: OpenNode, feature: number, bin: number): void {
    const { samples, gradients, nSamples } = this.#memory;
    const codes = this.#codes;
    const at = codeStart(feature, nSamples);
    const others = this.#otherSamples;
    const otherGradients = this.#otherGradients;
    let left = start;
    let right = 0;
    for (let i = start; i < end; i++) {
      const sample = samples[i]!;
      const gradient = gradients[2 * i]!;
      const hessian = gradients[2 * i + 1]!;
      if (codes[at + TILE_FEATURES * sample]! <= bin) {
        samples[left] = sample;
        gradients[2 * left] = gradient;
        gradients[2 * left + 1] = hessian;
        left++;
      } else {
        others[right] = sample;
        otherGradients[2 * right] = gradient;
        otherGradients[2 * right + 1] = hessian;
        right++;
      }
    }
    samples.set(others.subarray(0, right), left);
    gradients.set(otherGradients.subarray(0, 2 * right), 2 * left);
  }
}
