import type { Matrix } from '../../core/index.ts';
import { CodeBounds } from './code-bounds.ts';
import { type Layouts, sharedCodes, transposeInto } from './layouts.ts';
import { RankCoder } from './rank-coder.ts';

/** The features as small integers in the order of their values, so that trees compare and sort without floats; one byte
 * each if no feature may have more than 256. All arrays are in shared memory. */
export interface FeatureCodes extends Layouts {
  /** The codes of feature f, in ascending order of value, are `starts[f]` … `starts[f + 1] − 1` of `low` and `high`. */
  readonly starts: Int32Array;
  /** The least value with each code. */
  readonly low: Float32Array;
  /** The greatest value with each code. */
  readonly high: Float32Array;
  /** 1 for a feature whose codes stand for ranges of equal width. */
  readonly isEven: Uint8Array;
}

/** Columns of X that are read at a time, 64 floats being four lines of the processor's cache. */
const COLUMNS_AT_A_TIME = 64;

/** Code the values of every feature by rank. Exact where a feature has at most `maxCodes` distinct values; else
 * neighbouring values share a code, each for about as many samples.
 * @param X float32, (nSamples, nFeatures), finite.
 * @param maxCodes at most 65,536.
 * @param rows of X that count, in the order of the samples; default all.
 * Cost: O(nSamples · nFeatures); 2 bytes a value, or 4. */
export function codeFeatures(X: Matrix, maxCodes: number, rows?: Int32Array): FeatureCodes {
  const nSamples = rows?.length ?? X.rows;
  const byFeature = sharedCodes(nSamples * X.cols, maxCodes);
  const starts = new Int32Array(new SharedArrayBuffer(4 * (X.cols + 1)));
  const values = new Float32Array(nSamples * COLUMNS_AT_A_TIME);
  const bounds = new CodeBounds(X.cols * Math.min(maxCodes, nSamples));
  const coder = new RankCoder(nSamples, maxCodes);
  for (let f = 0; f < X.cols; f++) {
    if (f % COLUMNS_AT_A_TIME === 0) transposeColumns(X, f, values, nSamples, rows);
    const at = (f % COLUMNS_AT_A_TIME) * nSamples;
    const coded = byFeature.subarray(f * nSamples, (f + 1) * nSamples);
    coder.code(values.subarray(at, at + nSamples), coded, bounds);
    starts[f + 1] = bounds.length;
  }
  const bySample = transposeInto(byFeature, X.cols, nSamples, sharedCodes(byFeature.length, maxCodes));
  const isEven = new Uint8Array(new SharedArrayBuffer(X.cols));
  return { nSamples, nFeatures: X.cols, byFeature, bySample, starts, ...bounds.take(), isEven };
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
