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

/** Features of a small node that are read at once: few, as the first may end the search. */
const FEATURES_AT_ONCE = 8;
/** Codes that are read at once. */
const AT_ONCE = 16_384;

/** Whether a node of this size is read sample by sample, several features at once, as its rows fit in the cache. A larger
 * one is read in sequence, one feature at a time, and finds several of its samples in each line of the cache. */
function isReadBySample(size: number, nSamples: number): boolean {
  return size * FEATURES_AT_ONCE <= AT_ONCE && size * 32 <= nSamples;
}

/** How many features of a node are read at once.
 * @param wanted at least 1. */
export function featuresAtOnce(wanted: number, size: number, nSamples: number): number {
  return isReadBySample(size, nSamples) ? Math.min(wanted, FEATURES_AT_ONCE) : 1;
}

/** Codes that the reads of a node may need room for. */
export function roomFor(nSamples: number): number {
  return Math.max(nSamples, AT_ONCE);
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
  if (isReadBySample(end - start, nSamples)) {
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
