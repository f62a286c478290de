import type { Matrix } from '../../core/index.ts';
import { BucketCoder } from './bucket-coder.ts';
import { CodeBounds } from './code-bounds.ts';
import { type Layouts, transposeInto } from './layouts.ts';
import { RadixSorter } from './radix-sort.ts';

/** The features as small integers in the order of their values, so that trees compare and sort without floats; one byte
 * each if no feature may have more than 256. All arrays are in shared memory. */
export interface FeatureCodes extends Layouts {
  /** The codes of feature f, in ascending order of value, are `starts[f]` … `starts[f + 1] − 1` of `low` and `high`. */
  readonly starts: Int32Array;
  /** The least value with each code. */
  readonly low: Float32Array;
  /** The greatest value with each code. */
  readonly high: Float32Array;
}

/** Columns of X that are read at a time, 64 floats being four lines of the processor's cache. */
const COLUMNS_AT_A_TIME = 64;

/** Code the values of every feature. Exact where a feature has at most `maxCodes` distinct values; else neighbouring
 * values share a code, each for about as many samples.
 * @param X float32, (nSamples, nFeatures), finite.
 * @param maxCodes at most 65,536.
 * @param rows of X that count, in the order of the samples; default all.
 * Cost: O(nSamples · nFeatures); 2 bytes a value, or 4. */
export function codeFeatures(X: Matrix, maxCodes: number, rows?: Int32Array): FeatureCodes {
  const nSamples = rows?.length ?? X.rows;
  const byFeature = sharedCodes(nSamples * X.cols, maxCodes);
  const starts = new Int32Array(new SharedArrayBuffer(4 * (X.cols + 1)));
  const values = new Float32Array(nSamples * COLUMNS_AT_A_TIME);
  const bounds = new CodeBounds();
  const buckets = maxCodes <= 256 ? new BucketCoder(maxCodes) : undefined;
  const sorter = new RadixSorter(nSamples);
  for (let f = 0; f < X.cols; f++) {
    if (f % COLUMNS_AT_A_TIME === 0) transposeColumns(X, f, values, nSamples, rows);
    const at = (f % COLUMNS_AT_A_TIME) * nSamples;
    const column = values.subarray(at, at + nSamples);
    const coded = byFeature.subarray(f * nSamples, (f + 1) * nSamples);
    if (!buckets?.code(column, coded, bounds)) {
      codeSorted(column, sorter.order(column), coded, maxCodes, bounds);
    }
    starts[f + 1] = bounds.length;
  }
  const bySample = transposeInto(byFeature, X.cols, nSamples, sharedCodes(byFeature.length, maxCodes));
  const [low, high] = [bounds.low(), bounds.high()];
  return { nSamples, nFeatures: X.cols, byFeature, bySample, starts, low, high };
}

function sharedCodes(length: number, maxCodes: number): Uint8Array | Uint16Array {
  return maxCodes <= 256
    ? new Uint8Array(new SharedArrayBuffer(length))
    : new Uint16Array(new SharedArrayBuffer(2 * length));
}

/** Copy the columns from `first` on, each to a stretch of its own. */
function transposeColumns(
  { data, cols }: Matrix,
  first: number,
  values: Float32Array,
  nSamples: number,
  rows: Int32Array | undefined,
): void {
  const width = Math.min(COLUMNS_AT_A_TIME, cols - first);
  for (let i = 0; i < nSamples; i++) {
    const from = (rows === undefined ? i : rows[i]!) * cols + first;
    for (let k = 0; k < width; k++) values[k * nSamples + i] = data[from + k]!;
  }
}

/** Walk the values in ascending order; a code ends when it has its share of the samples that are left. */
function codeSorted(
  values: Float32Array,
  order: Uint32Array,
  codes: Uint8Array | Uint16Array,
  maxCodes: number,
  bounds: CodeBounds,
): void {
  const n = order.length;
  const isExact = countDistinct(values, order, maxCodes) <= maxCodes;
  let code = 0;
  let first = 0;
  for (let r = 0; r < n; r++) {
    const value = values[order[r]!]!;
    if (r > 0) {
      const previous = values[order[r - 1]!]!;
      const isFull = isExact || (r - first) * (maxCodes - code) >= n - first;
      if (value > previous && isFull) {
        bounds.add(values[order[first]!]!, previous);
        first = r;
        code++;
      }
    }
    codes[order[r]!] = code;
  }
  bounds.add(values[order[first]!]!, values[order[n - 1]!]!);
}

/** @returns at most `limit` + 1. */
function countDistinct(values: Float32Array, order: Uint32Array, limit: number): number {
  let count = 1;
  for (let r = 1; r < order.length && count <= limit; r++) {
    if (values[order[r]!]! > values[order[r - 1]!]!) count++;
  }
  return count;
}
