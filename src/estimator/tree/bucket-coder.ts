import type { CodeBounds } from './code-bounds.ts';

const BUCKETS = 2048;

/** Codes columns without sorting them: their values are counted in buckets of equal width, and codes made of those. The
 * least value has a bucket of its own, as it is the 0 of rectified features. */
export class BucketCoder {
  readonly #counts = new Int32Array(BUCKETS);
  readonly #codes = new Uint16Array(BUCKETS);
  readonly #low: Float32Array;
  readonly #high: Float32Array;

  constructor(maxCodes: number) {
    this.#low = new Float32Array(maxCodes);
    this.#high = new Float32Array(maxCodes);
  }

  /** Code a column, neighbouring values together, each code for about as many samples.
   * @param codes overwritten where the column is coded. @param bounds added to, likewise.
   * @returns false where buckets are too coarse for it: a value far from the others leaves them in a few, or there are
   * so few values that each may have a code of its own. */
  code(values: Float32Array, codes: Uint8Array | Uint16Array, bounds: CodeBounds): boolean {
    let least = values[0]!;
    let greatest = least;
    for (let i = 1; i < values.length; i++) {
      const value = values[i]!;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    const scale = (BUCKETS - 2) / (greatest - least);
    if (!(scale < Number.POSITIVE_INFINITY)) return false;
    const counts = this.#counts.fill(0);
    for (let i = 0; i < values.length; i++) counts[bucketOf(values[i]!, least, scale)]!++;
    if (!this.#isFine(values.length)) return false;
    const nCodes = this.#join(values.length);
    this.#write(values, least, scale, codes);
    for (let code = 0; code < nCodes; code++) bounds.add(this.#low[code]!, this.#high[code]!);
    return true;
  }

  /** Whether more buckets are used than there may be codes, and none but that of the least value holds the samples of two
   * codes. */
  #isFine(nSamples: number): boolean {
    const maxCodes = this.#low.length;
    let used = 0;
    for (let b = 0; b < BUCKETS; b++) {
      const count = this.#counts[b]!;
      if (count > 0) used++;
      if (b > 0 && count * maxCodes > 2 * nSamples) return false;
    }
    return used > maxCodes;
  }

  /** Give each bucket a code; a code ends when it has its share of the samples that are left.
   * @returns the number of codes. */
  #join(nSamples: number): number {
    const maxCodes = this.#low.length;
    let code = 0;
    let left = nSamples;
    let inCode = 0;
    for (let b = 0; b < BUCKETS; b++) {
      const count = this.#counts[b]!;
      if (count > 0 && inCode > 0 && inCode * (maxCodes - code) >= left) {
        left -= inCode;
        inCode = 0;
        code++;
      }
      inCode += count;
      this.#codes[b] = code;
    }
    return code + 1;
  }

  #write(values: Float32Array, least: number, scale: number, codes: Uint8Array | Uint16Array): void {
    const low = this.#low.fill(Number.POSITIVE_INFINITY);
    const high = this.#high.fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const code = this.#codes[bucketOf(value, least, scale)]!;
      codes[i] = code;
      if (value < low[code]!) low[code] = value;
      if (value > high[code]!) high[code] = value;
    }
  }
}

function bucketOf(value: number, least: number, scale: number): number {
  return Number(value > least) + (((value - least) * scale) | 0);
}
