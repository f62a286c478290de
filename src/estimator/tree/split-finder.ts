import type { FeatureCodes } from './codes.ts';

/** A sample in one number: its class in the low 20 bits, how often the bootstrap drew it above them. */
export const CLASS_BITS = 20;
const CLASS_MASK = (1 << CLASS_BITS) - 1;

/** The part of a node that a search needs. */
export interface NodeView {
  /** The node's samples are `samples[start … end)`. */
  readonly start: number;
  readonly end: number;
  /** Weighted samples per class, (nClasses,). */
  readonly counts: Int32Array;
  /** Sum of `counts`. */
  readonly weight: number;
  /** Sum of the squares of `counts`. */
  readonly squares: number;
}

/** Finds the best split of a node, one feature at a time.
 *
 * The samples of a node are put in order of a feature without comparing them: each sets the bit of its code, and the set
 * bits are then visited in ascending order, empty words being skipped by a summary of one bit a word. Samples that share
 * a code hang in a list. So a search takes time linear in the node's samples, whatever their number. */
export class SplitFinder {
  /** Sum over both sides of Σ count² / weight: the greater, the lower the weighted Gini impurity. */
  score = Number.NEGATIVE_INFINITY;
  feature = -1;
  /** Samples whose code is at most this go left. */
  leftCode = -1;
  /** The lowest code on the right. */
  rightCode = -1;

  readonly #codes: Uint16Array;
  readonly #nSamples: number;
  readonly #minSamplesLeaf: number;
  readonly #samples: Int32Array;
  readonly #tagged: Int32Array;
  readonly #bits: Int32Array;
  readonly #summary: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #left: Int32Array;
  readonly #inverse: Float64Array;

  /** @param samples the order of samples that nodes are ranges of; changed by the caller between searches.
   * @param tagged class and weight of every sample, see {@link CLASS_BITS}. */
  constructor(
    { codes, nCodes }: FeatureCodes,
    samples: Int32Array,
    tagged: Int32Array,
    nClasses: number,
    minSamplesLeaf: number,
  ) {
    const nSamples = samples.length;
    this.#codes = codes;
    this.#nSamples = nSamples;
    this.#minSamplesLeaf = minSamplesLeaf;
    this.#samples = samples;
    this.#tagged = tagged;
    this.#bits = new Int32Array(Math.ceil(nCodes / 32));
    this.#summary = new Int32Array(Math.ceil(nCodes / 1024));
    this.#first = new Int32Array(nCodes);
    this.#next = new Int32Array(nSamples);
    this.#left = new Int32Array(nClasses);
    this.#inverse = Float64Array.from({ length: nSamples + 1 }, (_, weight) => 1 / weight);
  }

  /** Forget the best split, before the search of another node. */
  reset(): void {
    this.score = Number.NEGATIVE_INFINITY;
    this.feature = -1;
  }

  /** Keep the feature's best split if it beats those seen since `reset`.
   * @returns false where the feature is constant in the node.
   * Cost: O(samples of the node + nClasses). */
  search(feature: number, node: NodeView): boolean {
    this.#setBits(feature, node);
    return this.#scan(feature, node);
  }

  #setBits(feature: number, { start, end }: NodeView): void {
    const samples = this.#samples;
    const codes = this.#codes;
    const bits = this.#bits;
    const summary = this.#summary;
    const first = this.#first;
    const next = this.#next;
    const column = feature * this.#nSamples;
    for (let j = start; j < end; j++) {
      const code = codes[column + samples[j]!]!;
      const at = code >> 5;
      const word = bits[at]!;
      const bit = 1 << (code & 31);
      if (word & bit) {
        next[j] = first[code]!;
      } else {
        next[j] = -1;
        bits[at] = word | bit;
        summary[at >> 5]! |= 1 << (at & 31);
      }
      first[code] = j;
    }
  }

  /** Move the samples to the left in ascending order of code, clearing the bits on the way. */
  #scan(feature: number, { start, end, counts, weight, squares }: NodeView): boolean {
    const samples = this.#samples;
    const tagged = this.#tagged;
    const bits = this.#bits;
    const summary = this.#summary;
    const first = this.#first;
    const next = this.#next;
    const left = this.#left;
    const inverse = this.#inverse;
    const minLeft = this.#minSamplesLeaf;
    const maxLeft = end - start - minLeft;
    let best = this.score;
    let nLeft = 0;
    let leftWeight = 0;
    let rightWeight = weight;
    let leftSquares = 0;
    let rightSquares = squares;
    let previous = -1;
    let nDistinct = 0;
    left.fill(0);
    for (let s = 0; s < summary.length; s++) {
      let words = summary[s]!;
      summary[s] = 0;
      while (words !== 0) {
        const at = (s << 5) + 31 - Math.clz32(words & -words);
        words &= words - 1;
        let word = bits[at]!;
        bits[at] = 0;
        while (word !== 0) {
          const code = (at << 5) + 31 - Math.clz32(word & -word);
          word &= word - 1;
          if (nLeft >= minLeft && nLeft <= maxLeft) {
            const score = leftSquares * inverse[leftWeight]! + rightSquares * inverse[rightWeight]!;
            if (score > best) {
              best = score;
              this.score = score;
              this.feature = feature;
              this.leftCode = previous;
              this.rightCode = code;
            }
          }
          previous = code;
          nDistinct++;
          for (let j = first[code]!; j >= 0; j = next[j]!) {
            const tag = tagged[samples[j]!]!;
            const label = tag & CLASS_MASK;
            const w = tag >>> CLASS_BITS;
            const l = left[label]!;
            // (l + w)² − l² on the left, (r − w)² − r² on the right
            leftSquares += w * (2 * l + w);
            rightSquares += w * (w - 2 * (counts[label]! - l));
            left[label] = l + w;
            leftWeight += w;
            rightWeight -= w;
            nLeft++;
          }
        }
      }
    }
    return nDistinct > 1;
  }
}
