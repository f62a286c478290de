import { ClassNode } from './class-node.ts';
import type { Criterion, Division } from './criterion.ts';

/** The Gini index, 1 − Σ_c share_c²: the score of a set is Σ_c weight_c² / weight.
 * Source: Breiman et al., Classification and Regression Trees (1984), §4.3. */
export class Gini implements Criterion {
  weight = 0;
  score = 0;
  perfect = 0;
  risk = 0;
  #squares = 0;
  readonly #node: ClassNode;

  constructor(y: Int32Array, nClasses: number, sampleWeight: Float64Array) {
    this.#node = new ClassNode(y, nClasses, sampleWeight);
  }

  setNode(samples: Int32Array, start: number, end: number): void {
    const node = this.#node;
    node.set(samples, start, end);
    let squares = 0;
    for (let c = 0; c < node.nClasses; c++) squares += node.counts[c]! * node.counts[c]!;
    this.#squares = squares;
    this.weight = node.weight;
    this.perfect = node.weight;
    this.score = squares / node.weight;
    this.risk = node.weight - this.score;
  }

  isPure(): boolean {
    return this.risk <= Number.EPSILON * this.weight;
  }

  /** The sums of squares follow from sample to sample: (l + w)² − l² on the left, (r − w)² − r² on the right. */
  findBest(codes: Uint16Array, order: Int32Array, minLeaf: number, score: number): Division | undefined {
    const { labels, weights, counts, size, nClasses } = this.#node;
    const left = this.#node.left;
    for (let c = 0; c < nClasses; c++) left[c] = 0;
    const maxLeft = size - minLeaf;
    let best = score;
    let leftCode = -1;
    let rightCode = -1;
    let leftWeight = 0;
    let rightWeight = this.weight;
    let leftSquares = 0;
    let rightSquares = this.#squares;
    let previous = codes[order[0]!]!;
    for (let p = 0; p < size; p++) {
      const j = order[p]!;
      const code = codes[j]!;
      if (code !== previous) {
        if (p >= minLeaf && p <= maxLeft) {
          const found = leftSquares / leftWeight + rightSquares / rightWeight;
          if (found > best) {
            best = found;
            leftCode = previous;
            rightCode = code;
          }
        }
        previous = code;
      }
      const label = labels[j]!;
      const w = weights[j]!;
      const l = left[label]!;
      leftSquares += w * (2 * l + w);
      rightSquares += w * (w - 2 * (counts[label]! - l));
      left[label] = l + w;
      leftWeight += w;
      rightWeight -= w;
    }
    return leftCode < 0 ? undefined : { leftCode, rightCode, score: best };
  }

  judge(codes: Uint16Array, leftCode: number, minLeaf: number): number {
    const nRight = this.#node.divide(codes, leftCode);
    const { sides, size, nClasses } = this.#node;
    if (nRight < minLeaf || size - nRight < minLeaf) return Number.NEGATIVE_INFINITY;
    let leftWeight = 0;
    let leftSquares = 0;
    let rightSquares = 0;
    for (let at = 0; at < 2 * nClasses; at += 2) {
      const l = sides[at]!;
      const r = sides[at + 1]!;
      leftWeight += l;
      leftSquares += l * l;
      rightSquares += r * r;
    }
    return leftSquares / leftWeight + rightSquares / (this.weight - leftWeight);
  }

  writeLeaf(samples: Int32Array, start: number, end: number, leaf: Float64Array): void {
    this.#node.writeLeaf(samples, start, end, leaf);
  }
}
