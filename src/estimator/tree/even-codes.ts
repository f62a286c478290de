import type { Matrix } from '../../core/index.ts';
import { CodeBounds } from './code-bounds.ts';
import { addRanges, codeOf, EVEN_CODES, scaleOf } from './even-ranges.ts';
import type { FeatureCodes } from './feature-codes.ts';
import { sharedCodes, transposeInto } from './layouts.ts';
import { RankCoder } from './rank-coder.ts';

/** Greatest share of the values above the least that may have one code. */
const SHARE_PER_CODE = 1 / 16;

/** Samples that are enough to tell how values are spread. */
const SAMPLES_COUNTED = 1024;

/** Code the values of every feature in ranges of equal width, so that a threshold drawn evenly among the codes is drawn
 * evenly among the values. A feature that a few far values would leave with too few ranges is coded by rank.
 * @param X float32, (nSamples, nFeatures), finite.
 * @param rows of X that count, in the order of the samples.
 * Cost: O(nSamples · nFeatures), a third of that by rank; 2 bytes a value. */
export function codeEvenly(X: Matrix, rows: Int32Array): FeatureCodes {
  const [nSamples, nFeatures] = [rows.length, X.cols];
  const { least, greatest } = findRanges(X, rows);
  const scales = Float64Array.from(least, (low, f) => scaleOf(low, greatest[f]!));
  const bySample = sharedCodes(nSamples * nFeatures, EVEN_CODES);
  writeCodes(X, rows, least, scales, bySample);
  const byFeature = transposeInto(bySample, nSamples, nFeatures, sharedCodes(bySample.length, EVEN_CODES));
  const starts = new Int32Array(new SharedArrayBuffer(4 * (nFeatures + 1)));
  const isEven = new Uint8Array(new SharedArrayBuffer(nFeatures));
  const bounds = new CodeBounds(nFeatures * EVEN_CODES);
  const byRank = new RankCoder(nSamples, EVEN_CODES);
  const counts = new Int32Array(EVEN_CODES);
  for (let f = 0; f < nFeatures; f++) {
    const codes = byFeature.subarray(f * nSamples, (f + 1) * nSamples);
    if (areSpread(codes, counts)) {
      isEven[f] = 1;
      addRanges(least[f]!, greatest[f]!, scales[f]!, bounds);
    } else {
      byRank.code(columnOf(X, rows, f), codes, bounds);
      for (let i = 0; i < nSamples; i++) bySample[i * nFeatures + f] = codes[i]!;
    }
    starts[f + 1] = bounds.length;
  }
  return { nSamples, nFeatures, byFeature, bySample, starts, ...bounds.take(), isEven };
}

/** The least and the greatest value of every feature. */
function findRanges({ data, cols }: Matrix, rows: Int32Array) {
  const least = new Float32Array(cols).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float32Array(cols).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * cols;
    for (let f = 0; f < cols; f++) {
      const value = data[from + f]!;
      if (value < least[f]!) least[f] = value;
      if (value > greatest[f]!) greatest[f] = value;
    }
  }
  return { least, greatest };
}

function writeCodes(
  { data, cols }: Matrix,
  rows: Int32Array,
  least: Float32Array,
  scales: Float64Array,
  bySample: Uint8Array | Uint16Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * cols;
    const to = i * cols;
    for (let f = 0; f < cols; f++) bySample[to + f] = codeOf(data[from + f]!, least[f]!, scales[f]!);
  }
}

/** Whether the values are in enough ranges.
 * @param counts working space. */
function areSpread(codes: Uint8Array | Uint16Array, counts: Int32Array): boolean {
  counts.fill(0);
  const step = Math.ceil(codes.length / SAMPLES_COUNTED);
  let total = 0;
  for (let i = 0; i < codes.length; i += step, total++) counts[codes[i]!]!++;
  const most = SHARE_PER_CODE * (total - counts[0]!);
  for (let code = 1; code < EVEN_CODES; code++) if (counts[code]! > most) return false;
  return most > 0;
}

function columnOf({ data, cols }: Matrix, rows: Int32Array, f: number): Float32Array {
  return Float32Array.from(rows, (row) => data[row * cols + f]!);
}
