import { ClassNode } from './class-node.ts';
import type { Criterion, Division } from './criterion.ts';

/** Whole numbers whose weight · log₂ weight is looked up, as a bootstrap without class weights has no others. */
const TABLE_SIZE = 4096;
const table = Float64Array.from({ length: TABLE_SIZE }, (_, w) => (w === 0 ? 0 : w * Math.log2(w)));

/** w · log₂ w, 0 at 0. */
function wLogW(w: number): number {
  if (w < TABLE_SIZE) {
    const whole = w | 0;
    if (whole === w) return table[whole]!;
    return w > 0 ? w * Math.log2(w) : 0;
  }
  return w * Math.log2(w);
}

/** Shannon entropy in bits, −Σ_c share_c log₂ share_c: the score of a set is Σ_c weight_c log₂ weight_c − weight log₂ weight.
 * Source: Quinlan, Induction of decision trees, Machine Learning 1 (1986). */
export class Entropy implements Criterion {
  weight = 0;
  score = 0;
  readonly perfect = 0;
  risk = 0;
  #sum = 0;
  readonly #node: ClassNode;

  constructor(y: Int32Array, nClasses: number, sampleWeight: Float64Array) {
    this.#node = new ClassNode(y, nClasses, sampleWeight);
  }

  setNode(samples: Int32Array, start: number, end: number): void {
    const node = this.#node;
    node.set(samples, start, end);
    let sum = 0;
    for (let c = 0; c < node.nClasses; c++) sum += wLogW(node.counts[c]!);
    this.#sum = sum;
    this.weight = node.weight;
    this.score = sum - wLogW(node.weight);
    this.risk = -this.score;
  }

  isPure(): boolean {
    return this.#node.nClasses === 1;
  }

  findBest(codes: Uint16Array, order: Int32Array, minLeaf: number, score: number): Division | undefined {
    const { labels, weights, counts, size, nClasses } = this.#node;
    const left = this.#node.left;
    for (let c = 0; c < nClasses; c++) left[c] = 0;
    const maxLeft = size - minLeaf;
    let best = score;
    let leftCode = -1;
    let rightCode = -1;
    let leftWeight = 0;
    let leftSum = 0;
    let rightSum = this.#sum;
    let previous = codes[order[0]!]!;
    for (let p = 0; p < size; p++) {
      const j = order[p]!;
      const code = codes[j]!;
      if (code !== previous) {
        if (p >= minLeaf && p <= maxLeft) {
          const found = leftSum - wLogW(leftWeight) + rightSum - wLogW(this.weight - leftWeight);
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
      const r = counts[label]! - l;
      leftSum += wLogW(l + w) - wLogW(l);
      rightSum += wLogW(r - w) - wLogW(r);
      left[label] = l + w;
      leftWeight += w;
    }
    return leftCode < 0 ? undefined : { leftCode, rightCode, score: best };
  }

  judge(codes: Uint16Array, leftCode: number, minLeaf: number): number {
    const nRight = this.#node.divide(codes, leftCode);
    const { sides, size, nClasses } = this.#node;
    if (nRight < minLeaf || size - nRight < minLeaf) return Number.NEGATIVE_INFINITY;
    let leftWeight = 0;
    let sum = 0;
    for (let at = 0; at < 2 * nClasses; at += 2) {
      leftWeight += sides[at]!;
      sum += wLogW(sides[at]!) + wLogW(sides[at + 1]!);
    }
    return sum - wLogW(leftWeight) - wLogW(this.weight - leftWeight);
  }

  writeLeaf(samples: Int32Array, start: number, end: number, leaf: Float64Array): void {
    this.#node.writeLeaf(samples, start, end, leaf);
  }
}
