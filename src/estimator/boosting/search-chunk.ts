import {
  findSplit,
  keepBlock,
  type NodeSamples,
  type NodeTotals,
  subtractFromKept,
  sumBlock,
} from './block-histogram.ts';
import {
  Action,
  BINS,
  BLOCK_BINS,
  BLOCK_FEATURES,
  type BoostingMemory,
  CHUNK_BLOCKS,
  FOUND_FIELDS,
  NodeField,
  SumField,
  TILE_BLOCKS,
} from './boosting-memory.ts';

/** A node of the memory, unpacked. */
interface NodeAtWork extends NodeTotals, NodeSamples {
  readonly slot: number;
  readonly action: number;
  readonly isWanted: boolean;
  /** Where its drawn features and its finds start. */
  readonly drawnAt: number;
  readonly foundAt: number;
}

/** Makes histograms of the nodes at work and searches them, one chunk of features at a time: what each thread does. */
export class ChunkSearcher {
  readonly #memory: BoostingMemory;
  constructor(memory: BoostingMemory) {
    this.#memory = memory;
  }

  /** Write the best splits of the nodes at work on the features of a chunk to `found`: a gain of 0 where there is none. */
  search(chunk: number): void {
    const { nBlocks, found } = this.#memory;
    const first = this.#nodeAt(0, chunk);
    const second = this.#nodeAt(1, chunk);
    found[first.foundAt] = 0;
    found[second.foundAt] = 0;
    const end = Math.min(nBlocks, (chunk + 1) * CHUNK_BLOCKS);
    for (let block = chunk * CHUNK_BLOCKS; block < end; block++) {
      if (second.action === Action.subtract) {
        this.#searchPair(first, second, block);
      } else {
        this.#searchNode(first, block);
        if (second.action === Action.sum) this.#searchNode(second, block);
      }
    }
  }

  #searchPair(smaller: NodeAtWork, larger: NodeAtWork, block: number): void {
    sumBlock(this.#memory.codes, this.#wordAt(block), smaller);
    if (smaller.slot >= 0) keepBlock(this.#memory, this.#keptAt(smaller, block));
    if (smaller.isWanted) this.#findSplits(smaller, block);
    subtractFromKept(this.#memory, this.#keptAt(larger, block));
    this.#findSplits(larger, block);
  }

  #searchNode(node: NodeAtWork, block: number): void {
    // a histogram that is kept is kept whole, whatever features are drawn
    if (node.slot < 0 && !this.#hasDrawn(node, block)) return;
    sumBlock(this.#memory.codes, this.#wordAt(block), node);
    if (node.slot >= 0) keepBlock(this.#memory, this.#keptAt(node, block));
    this.#findSplits(node, block);
  }

  #findSplits(node: NodeAtWork, block: number): void {
    const { nBins, drawn, found } = this.#memory;
    for (let k = 0; k < BLOCK_FEATURES; k++) {
      const feature = block * BLOCK_FEATURES + k;
      if (drawn[node.drawnAt + feature] === 0) continue;
      findSplit(k * BINS, nBins[feature]!, feature, node, this.#memory, found, node.foundAt);
    }
  }

  #hasDrawn(node: NodeAtWork, block: number): boolean {
    const { drawn } = this.#memory;
    const at = node.drawnAt + block * BLOCK_FEATURES;
    return drawn[at]! + drawn[at + 1]! + drawn[at + 2]! + drawn[at + 3]! > 0;
  }

  #keptAt({ slot }: NodeAtWork, block: number): number {
    return (slot * this.#memory.nBlocks + block) * BLOCK_BINS;
  }

  /** Where the codes of a block start. */
  #wordAt(block: number): number {
    const inTile = block % TILE_BLOCKS;
    return (block - inTile) * this.#memory.nSamples + inTile;
  }

  #nodeAt(which: number, chunk: number): NodeAtWork {
    const { nodes, nodeSums, samples, gradients, nBlocks, nChunks } = this.#memory;
    const at = which * NodeField.size;
    const sumsAt = which * SumField.size;
    const start = nodes[at + NodeField.start]!;
    const end = nodes[at + NodeField.end]!;
    return {
      samples,
      gradientPairs: gradients,
      start,
      end,
      nSamples: end - start,
      slot: nodes[at + NodeField.slot]!,
      action: nodes[at + NodeField.action]!,
      isWanted: nodes[at + NodeField.wanted] === 1,
      gradients: nodeSums[sumsAt + SumField.gradients]!,
      hessians: nodeSums[sumsAt + SumField.hessians]!,
      loss: nodeSums[sumsAt + SumField.loss]!,
      drawnAt: which * nBlocks * BLOCK_FEATURES,
      foundAt: (which * nChunks + chunk) * FOUND_FIELDS,
    };
  }
}
