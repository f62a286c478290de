import type { Matrix } from '../../core/index.ts';
import { RadixSorter } from './radix-sort.ts';

/** Codes are 16 bits wide. */
const MAX_CODES = 65_536;

/** The features as small integers in the order of their values, so that trees compare and sort without floats. */
export interface FeatureCodes {
  /** (nFeatures × nSamples), feature after feature: code of sample i for feature f at `f * nSamples + i`. */
  readonly codes: Uint16Array;
  /** Every code is below this. */
  readonly nCodes: number;
}

/** Rank the values of every feature; equal values share a code. Exact up to 65,536 distinct values of a feature; beyond
 * that neighbouring values share one, in 65,536 bins of as many distinct values each.
 * @param X float32, (nSamples, nFeatures), finite.
 * Cost: O(nSamples · nFeatures); 2 bytes a value. */
export function codeFeatures(X: Matrix): FeatureCodes {
  const { rows, cols, data } = X;
  const codes = new Uint16Array(rows * cols);
  const values = new Float32Array(rows);
  const ranks = new Uint32Array(rows);
  const sorter = new RadixSorter(rows);
  let nCodes = 1;
  for (let f = 0; f < cols; f++) {
    for (let i = 0; i < rows; i++) values[i] = data[i * cols + f]!;
    const order = sorter.order(values);
    let rank = 0;
    ranks[order[0]!] = 0;
    for (let r = 1; r < rows; r++) {
      if (values[order[r]!]! > values[order[r - 1]!]!) rank++;
      ranks[order[r]!] = rank;
    }
    const scale = Math.min(1, MAX_CODES / (rank + 1));
    for (let i = 0; i < rows; i++) codes[f * rows + i] = Math.floor(ranks[i]! * scale);
    nCodes = Math.max(nCodes, Math.min(rank + 1, MAX_CODES));
  }
  return { codes, nCodes };
}
