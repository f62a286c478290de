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

/** Codes in shared memory, one byte each if there are at most 256. */
export function sharedCodes(length: number, maxCodes: number): Codes {
  return maxCodes <= 256
    ? new Uint8Array(new SharedArrayBuffer(length))
    : new Uint16Array(new SharedArrayBuffer(2 * length));
}
