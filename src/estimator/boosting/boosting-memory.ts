/** Features whose codes share a word: one load serves four histograms. */
export const BLOCK_FEATURES = 4;
/** Room for the bins of a feature. */
export const BINS = 256;
/** Bins of a block of features. */
export const BLOCK_BINS = BLOCK_FEATURES * BINS;
/** Blocks whose words lie side by side: a sample fetched from memory brings its next blocks along. */
export const TILE_BLOCKS = 4;
/** Features of a tile: a byte each. */
export const TILE_FEATURES = TILE_BLOCKS * BLOCK_FEATURES;
/** Blocks that a thread takes at a time. */
export const CHUNK_BLOCKS = 2 * TILE_BLOCKS;
/** Values of `found` for each node and chunk: gain, feature, bin; gradients, hessians and samples on the left. */
export const FOUND_FIELDS = 6;
/** Nodes with fewer samples are summed anew: cheaper than to keep, fetch and subtract histograms. */
export const KEEP_FROM_SAMPLES = 1024;
/** Most memory for the histograms of nodes that wait to be split. */
const MAX_KEPT_BYTES = 64 * 2 ** 20;

/** What the threads that grow a tree share. */
export interface BoostingMemory {
  readonly nSamples: number;
  readonly nBlocks: number;
  readonly nChunks: number;
  /** How many histograms there is room for. */
  readonly nSlots: number;
  readonly minSamplesLeaf: number;
  readonly l2Regularization: number;
  /** Bins of the features, a byte each, (nTiles × nSamples × 16): the four bytes of a word are a block. */
  readonly codes: Int32Array;
  /** Bins in use per feature, (nBlocks × 4,); 1 for the features that fill the last block. */
  readonly nBins: Int32Array;
  /** The samples in the order of the nodes, (nSamples,): those of a node are a range. */
  readonly samples: Int32Array;
  /** Gradient and hessian of each of `samples`, in that order, (nSamples × 2). */
  readonly gradients: Float32Array;
  /** Kept histograms, (nSlots × nBlocks × 1024 × 2): gradient and hessian sums by bin. */
  readonly sums: Float64Array;
  /** Their numbers of samples by bin, (nSlots × nBlocks × 1024). */
  readonly counts: Int32Array;
  /** The nodes at work, see `NodeField`, (2 × 5,). */
  readonly nodes: Int32Array;
  /** Their sums, see `SumField`, (2 × 3,). */
  readonly nodeSums: Float64Array;
  /** 1 where the node may split on the feature, (2 × nBlocks × 4,). */
  readonly drawn: Uint8Array;
  /** The best split in each chunk of blocks, (2 × nChunks × FOUND_FIELDS). */
  readonly found: Float64Array;
  /** How the threads meet, see `shared-search.ts`. */
  readonly control: Int32Array;
}

/** Fields of `BoostingMemory.nodes`. */
export const NodeField = { start: 0, end: 1, slot: 2, action: 3, wanted: 4, size: 5 } as const;

/** Fields of `BoostingMemory.nodeSums`. */
export const SumField = { gradients: 0, hessians: 1, loss: 2, size: 3 } as const;

/** How the histogram of a node comes about. */
export const Action = {
  none: 0,
  /** By summing over its samples. */
  sum: 1,
  /** By taking the first node's from its parent's, which is in its slot. */
  subtract: 2,
} as const;

/** @param nFeatures of the data, before they are filled up to whole blocks. */
export function createBoostingMemory(
  nSamples: number,
  nFeatures: number,
  limits: { readonly minSamplesLeaf: number; readonly l2Regularization: number },
): BoostingMemory {
  const nBlocks = Math.ceil(nFeatures / BLOCK_FEATURES);
  const nChunks = Math.ceil(nBlocks / CHUNK_BLOCKS);
  const slotBytes = nBlocks * BLOCK_BINS * (2 * 8 + 4);
  const nSlots = Math.floor(Math.min(nSamples / KEEP_FROM_SAMPLES, MAX_KEPT_BYTES / slotBytes));
  return {
    nSamples,
    nBlocks,
    nChunks,
    nSlots,
    ...limits,
    codes: new Int32Array(shared(Math.ceil(nFeatures / TILE_FEATURES) * TILE_FEATURES * nSamples)),
    nBins: new Int32Array(shared(4 * nBlocks * BLOCK_FEATURES)).fill(1),
    samples: new Int32Array(shared(4 * nSamples)),
    gradients: new Float32Array(shared(8 * nSamples)),
    sums: new Float64Array(shared(8 * nSlots * nBlocks * BLOCK_BINS * 2)),
    counts: new Int32Array(shared(4 * nSlots * nBlocks * BLOCK_BINS)),
    nodes: new Int32Array(shared(4 * 2 * NodeField.size)),
    nodeSums: new Float64Array(shared(8 * 2 * SumField.size)),
    drawn: new Uint8Array(shared(2 * nBlocks * BLOCK_FEATURES)).fill(1),
    found: new Float64Array(shared(8 * 2 * nChunks * FOUND_FIELDS)),
    control: new Int32Array(shared(4 * 4)),
  };
}

/** Where the byte of a feature's code stands for the first sample; for the others, every TILE_FEATURES bytes from there. */
export function codeStart(feature: number, nSamples: number): number {
  const inTile = feature % TILE_FEATURES;
  return (feature - inTile) * nSamples + inTile;
}

function shared(bytes: number): SharedArrayBuffer {
  return new SharedArrayBuffer(bytes);
}
