import type { Criterion, Division } from './criterion.ts';

/** The squared error of the mean, Σ weight · (y − mean)². Of a node it is the risk; the score of a division is what it
 * takes from that, weight · d² / (left weight · right weight), d being Σ weight · (y − mean) of its left side.
 * Source: Breiman et al., Classification and Regression Trees (1984), §8.3. */
export class SquaredError implements Criterion {
  weight = 0;
  readonly score = 0;
  perfect = 0;
  risk = 0;
  #isPure = false;
  #size = 0;
  /** By position in the node. */
  readonly #weights: Float64Array;
  /** Weight · (y − mean of the node), by position in the node. */
  readonly #deviations: Float64Array;
  readonly #y: Float64Array;
  readonly #sampleWeight: Float64Array;

  /** @param sampleWeight of every sample of the data; changed by the caller from tree to tree. */
  constructor(y: Float64Array, sampleWeight: Float64Array) {
    this.#y = y;
    this.#sampleWeight = sampleWeight;
    this.#weights = new Float64Array(y.length);
    this.#deviations = new Float64Array(y.length);
  }

  setNode(samples: Int32Array, start: number, end: number): void {
    const y = this.#y;
    const sampleWeight = this.#sampleWeight;
    const weights = this.#weights;
    const deviations = this.#deviations;
    const one = y[samples[start]!]!;
    let isPure = true;
    let total = 0;
    let sum = 0;
    for (let j = start; j < end; j++) {
      const sample = samples[j]!;
      const value = y[sample]!;
      const weight = sampleWeight[sample]!;
      weights[j - start] = weight;
      deviations[j - start] = value;
      total += weight;
      sum += weight * value;
      isPure &&= value === one;
    }
    const mean = isPure ? one : sum / total;
    let risk = 0;
    for (let j = 0; j < end - start; j++) {
      const deviation = deviations[j]! - mean;
      const weighted = weights[j]! * deviation;
      deviations[j] = weighted;
      risk += weighted * deviation;
    }
    this.#size = end - start;
    this.#isPure = isPure;
    this.weight = total;
    this.risk = risk;
    // of two samples every division is perfect, up to rounding: the first ends the search
    this.perfect = risk * (1 - 1e-12);
  }

  isPure(): boolean {
    return this.#isPure;
  }

  findBest(codes: Uint16Array, order: Int32Array, minLeaf: number, score: number): Division | undefined {
    const weights = this.#weights;
    const deviations = this.#deviations;
    const size = this.#size;
    const maxLeft = size - minLeaf;
    const total = this.weight;
    // without a division, which would take longer than all else
    let best = score / total;
    let leftCode = -1;
    let rightCode = -1;
    let leftWeight = 0;
    let left = 0;
    let previous = codes[order[0]!]!;
    for (let p = 0; p < size; p++) {
      const j = order[p]!;
      const code = codes[j]!;
      if (code !== previous) {
        if (p >= minLeaf && p <= maxLeft) {
          const sides = leftWeight * (total - leftWeight);
          if (left * left > best * sides) {
            best = (left * left) / sides;
            leftCode = previous;
            rightCode = code;
          }
        }
        previous = code;
      }
      left += deviations[j]!;
      leftWeight += weights[j]!;
    }
    return leftCode < 0 ? undefined : { leftCode, rightCode, score: best * total };
  }

  judge(codes: Uint16Array, leftCode: number, minLeaf: number): number {
    const weights = this.#weights;
    const deviations = this.#deviations;
    const size = this.#size;
    let nLeft = 0;
    let leftWeight = 0;
    let left = 0;
    for (let j = 0; j < size; j++) {
      // a branch would be mispredicted half of the time
      const isLeft = Number(codes[j]! <= leftCode);
      nLeft += isLeft;
      leftWeight += isLeft * weights[j]!;
      left += isLeft * deviations[j]!;
    }
    if (nLeft < minLeaf || size - nLeft < minLeaf) return Number.NEGATIVE_INFINITY;
    return (left * left * this.weight) / (leftWeight * (this.weight - leftWeight));
  }

  writeLeaf(samples: Int32Array, start: number, end: number, leaf: Float64Array): void {
    let total = 0;
    let sum = 0;
    for (let j = start; j < end; j++) {
      const weight = this.#sampleWeight[samples[j]!]!;
      total += weight;
      sum += weight * this.#y[samples[j]!]!;
    }
    leaf[0] = sum / total;
  }
}
