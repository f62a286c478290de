type Codes = Uint8Array | Uint16Array;

/** The same codes in both orders, in shared memory. */
export interface Layouts {
  readonly nSamples: number;
  readonly nFeatures: number;
  /** (nFeatures × nSamples): sample i of feature f at `f * nSamples + i`. */
  readonly byFeature: Codes;
  /** (nSamples × nFeatures): sample i of feature f at `i * nFeatures + f`. */
  readonly bySample: Codes;
}

/** Rows and columns that are copied together, so that they stay in the processor's cache. */
const TILE = 64;

/** Copy a row-major (rows × cols) matrix to `to` as (cols × rows). */
export function transposeInto(from: Codes, rows: number, cols: number, to: Codes): Codes {
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(rows, top + TILE);
    for (let first = 0; first < cols; first += TILE) {
      const end = Math.min(cols, first + TILE);
      for (let i = top; i < bottom; i++) {
        for (let j = first; j < end; j++) to[j * rows + i] = from[i * cols + j]!;
      }
    }
  }
  return to;
}

/** Nodes of at most this many samples are read sample by sample, several features at once, as their rows stay in the
 * cache from feature to feature and from node to node. Larger ones are read in sequence, one feature at a time, and find
 * several samples in each line of the cache. Measured. */
const BY_SAMPLE_UP_TO = 256;
/** Few, as the first feature may end the search. */
const FEATURES_AT_ONCE = 16;

/** How many features of a node are read at once.
 * @param wanted at least 1. */
export function featuresAtOnce(wanted: number, size: number): number {
  return size <= BY_SAMPLE_UP_TO ? Math.min(wanted, FEATURES_AT_ONCE) : 1;
}

/** Codes that the reads of a node may need room for. */
export function roomFor(nSamples: number): number {
  return Math.max(nSamples, BY_SAMPLE_UP_TO * FEATURES_AT_ONCE);
}

/** Read features of a node, `samples[start … end)`.
 * @param features of which those from `first` on, `count` of them, are read.
 * @param to feature after feature, (count × (end − start)), overwritten. */
export function readFeatures(
  { nSamples, nFeatures, byFeature, bySample }: Layouts,
  features: Int32Array,
  first: number,
  count: number,
  samples: Int32Array,
  start: number,
  end: number,
  to: Uint16Array,
): void {
  if (end - start <= BY_SAMPLE_UP_TO) {
    readRows(bySample, nFeatures, features, first, count, samples, start, end, to);
  } else {
    readColumn(byFeature, features[first]! * nSamples, samples, start, end, to);
  }
}

function readColumn(
  codes: Codes,
  column: number,
  samples: Int32Array,
  start: number,
  end: number,
  to: Uint16Array,
): void {
  for (let j = start; j < end; j++) to[j - start] = codes[column + samples[j]!]!;
}

function readRows(
  codes: Codes,
  nFeatures: number,
  features: Int32Array,
  first: number,
  count: number,
  samples: Int32Array,
  start: number,
  end: number,
  to: Uint16Array,
): void {
  const size = end - start;
  for (let j = 0; j < size; j++) {
    const row = samples[start + j]! * nFeatures;
    for (let k = 0; k < count; k++) to[k * size + j] = codes[row + features[first + k]!]!;
  }
}
