import type { FeatureCodes } from './feature-codes.ts';

/** A feature with more than this many codes of one byte has marks at every 16th: a cache line in place of sixteen. */
const MARKS = 16;
const CODES_PER_MARK_BITS = 4;

/** Tells where values lie among the codes of a feature: exactly where codes stand for single values or for ranges of equal
 * width; between the marks of one binned by rank as if its codes were equally far from each other. */
export class ValueScale {
  /** Of the least code of each mark, and of the last code of the feature at the end. */
  readonly #values: Float32Array;
  readonly #starts: Int32Array;
  /** Codes per mark, as a power of two. */
  readonly #bits: Uint8Array;
  readonly #isEven: Uint8Array;

  constructor({ nFeatures, byFeature, low, starts, isEven }: FeatureCodes) {
    this.#isEven = isEven;
    const isBinned = byFeature.BYTES_PER_ELEMENT === 1;
    this.#starts = new Int32Array(nFeatures);
    this.#bits = new Uint8Array(nFeatures);
    const values: number[] = [];
    for (let f = 0; f < nFeatures; f++) {
      if (isEven[f] === 1) continue;
      const [first, last] = [starts[f]!, starts[f + 1]! - 1];
      const bits = isBinned && last - first >= MARKS ? CODES_PER_MARK_BITS : 0;
      this.#starts[f] = values.length;
      this.#bits[f] = bits;
      for (let at = first; at < last; at += 1 << bits) values.push(low[at]!);
      values.push(low[last]!);
    }
    this.#values = Float32Array.from(values);
  }

  /** The code in [least, greatest) that holds the value at a share of the way from one to the other.
   * @param share in [0, 1). */
  draw(feature: number, least: number, greatest: number, share: number): number {
    if (this.#isEven[feature] === 1) return least + Math.floor(share * (greatest - least));
    return this.#drawByRank(feature, least, greatest, share);
  }

  #drawByRank(feature: number, least: number, greatest: number, share: number): number {
    const bits = this.#bits[feature]!;
    const start = this.#starts[feature]!;
    const from = this.#valueOf(start, bits, least);
    const value = from + share * (this.#valueOf(start, bits, greatest) - from);
    let mark = start + (least >> bits);
    let end = start + (greatest >> bits) + 1;
    while (end - mark > 1) {
      const middle = (mark + end) >> 1;
      if (this.#values[middle]! <= value) mark = middle;
      else end = middle;
    }
    let code = (mark - start) << bits;
    if (bits > 0) {
      const [here, next] = [this.#values[mark]!, this.#values[mark + 1]!];
      if (next > here) code += ((value - here) / (next - here)) * (1 << bits);
    }
    return Math.max(least, Math.min(greatest - 1, Math.floor(code)));
  }

  #valueOf(start: number, bits: number, code: number): number {
    const mark = start + (code >> bits);
    const here = this.#values[mark]!;
    if (bits === 0) return here;
    const next = this.#values[mark + 1] ?? here;
    return here + (next - here) * ((code & ((1 << bits) - 1)) / (1 << bits));
  }
}
