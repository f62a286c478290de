import type { Rng } from '../../core/index.ts';
import {
  Action,
  BLOCK_FEATURES,
  type BoostingMemory,
  FOUND_FIELDS,
  KEEP_FROM_SAMPLES,
  NodeField,
  SumField,
} from './boosting-memory.ts';
import type { OpenNode, Split } from './node-queue.ts';
import type { SearchTeam } from './search-team.ts';

/** Finds the best splits of nodes: decides which histograms are summed, subtracted and kept, and has the team make and
 * search them. */
export class NodeSearch {
  readonly #memory: BoostingMemory;
  readonly #team: SearchTeam;
  readonly #freeSlots: number[];
  readonly #features: Int32Array;
  readonly #nDrawn: number;

  /** @param maxFeatures share of the features that a node looks at. */
  constructor(memory: BoostingMemory, team: SearchTeam, nFeatures: number, maxFeatures: number) {
    this.#memory = memory;
    this.#team = team;
    this.#freeSlots = Array.from({ length: memory.nSlots }, (_, slot) => slot);
    this.#features = Int32Array.from({ length: nFeatures }, (_, feature) => feature);
    this.#nDrawn = Math.ceil(maxFeatures * nFeatures);
  }

  /** Search nodes that are made of samples alone.
   * @param nodes one or two; they get the slots of their histograms.
   * @returns the best split of each. */
  search(nodes: readonly OpenNode[], rng: Rng): Split[] {
    nodes.forEach((node, which) => {
      node.slot = this.#slotFor(node);
      this.#place(which, node, Action.sum, true, rng);
    });
    if (nodes.length === 1) this.#memory.nodes[NodeField.size + NodeField.action] = Action.none;
    this.#team.search();
    return nodes.map((_, which) => this.#best(which));
  }

  /** Search the children of a node whose histogram is kept: the larger one's is what the smaller one's leaves of it.
   * @param isWanted whether the smaller one may be split; it is looked at for the other's sake anyway.
   * @returns the best splits of both. */
  searchPair(
    smaller: OpenNode,
    larger: OpenNode,
    parentSlot: number,
    isWanted: boolean,
    rng: Rng,
  ): [Split, Split] {
    smaller.slot = this.#slotFor(smaller);
    larger.slot = parentSlot;
    this.#place(0, smaller, Action.sum, isWanted, rng);
    this.#place(1, larger, Action.subtract, true, rng);
    this.#team.search();
    return [this.#best(0), this.#best(1)];
  }

  /** Forget the histogram of a node. */
  release(slot: number): void {
    if (slot >= 0) this.#freeSlots.push(slot);
  }

  #slotFor({ start, end }: OpenNode): number {
    return end - start < KEEP_FROM_SAMPLES ? -1 : (this.#freeSlots.pop() ?? -1);
  }

  #place(which: number, node: OpenNode, action: number, isWanted: boolean, rng: Rng): void {
    const { nodes, nodeSums } = this.#memory;
    const at = which * NodeField.size;
    nodes[at + NodeField.start] = node.start;
    nodes[at + NodeField.end] = node.end;
    nodes[at + NodeField.slot] = node.slot;
    nodes[at + NodeField.action] = action;
    nodes[at + NodeField.wanted] = isWanted ? 1 : 0;
    const sumsAt = which * SumField.size;
    nodeSums[sumsAt + SumField.gradients] = node.gradients;
    nodeSums[sumsAt + SumField.hessians] = node.hessians;
    nodeSums[sumsAt + SumField.loss] = node.gradients * node.value;
    if (isWanted) this.#draw(which, rng);
  }

  /** Mark the features that a node looks at: the front of a shuffle that stops when it has enough. */
  #draw(which: number, rng: Rng): void {
    const features = this.#features;
    if (this.#nDrawn === features.length) return;
    const { drawn, nBlocks } = this.#memory;
    const at = which * nBlocks * BLOCK_FEATURES;
    drawn.fill(0, at, at + nBlocks * BLOCK_FEATURES);
    for (let k = 0; k < this.#nDrawn; k++) {
      const other = k + rng.int(features.length - k);
      const feature = features[other]!;
      features[other] = features[k]!;
      features[k] = feature;
      drawn[at + feature] = 1;
    }
  }

  /** The best split of any chunk; of equal ones, the one on the first feature. */
  #best(which: number): Split {
    const { found, nChunks } = this.#memory;
    let best = which * nChunks * FOUND_FIELDS;
    for (let chunk = 1; chunk < nChunks; chunk++) {
      const at = (which * nChunks + chunk) * FOUND_FIELDS;
      if (found[at]! > found[best]!) best = at;
    }
    return {
      gain: found[best]!,
      feature: found[best + 1]!,
      bin: found[best + 2]!,
      leftGradients: found[best + 3]!,
      leftHessians: found[best + 4]!,
      nLeft: found[best + 5]!,
    };
  }
}
