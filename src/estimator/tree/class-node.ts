/** The samples of one node, in the order of the node. Its classes are numbered anew from 0, so that a small node of many
 * classes costs no more than one of few. */
export class ClassNode {
  /** Class of each sample, by position in the node. */
  readonly labels: Int32Array;
  /** Weight of each sample, by position in the node. */
  readonly weights: Float64Array;
  /** Classes in the node; the arrays below count as far as them. */
  nClasses = 0;
  /** Weight of each class. */
  readonly counts: Float64Array;
  /** Working space of a search: weight of each class on the left. */
  readonly left: Float64Array;
  /** After `divide`: weight of each class on the left and on the right, (nClasses × 2). */
  readonly sides: Float64Array;
  weight = 0;
  size = 0;

  readonly #y: Int32Array;
  readonly #sampleWeight: Float64Array;
  /** Class id of each class of the node. */
  readonly #ids: Int32Array;
  /** Class of the node of each class id; -1 where it has none. */
  readonly #numbers: Int32Array;

  /** @param sampleWeight of every sample of the data; changed by the caller from tree to tree. */
  constructor(y: Int32Array, nClasses: number, sampleWeight: Float64Array) {
    this.#y = y;
    this.#sampleWeight = sampleWeight;
    this.labels = new Int32Array(y.length);
    this.weights = new Float64Array(y.length);
    this.counts = new Float64Array(nClasses);
    this.left = new Float64Array(nClasses);
    this.sides = new Float64Array(2 * nClasses);
    this.#ids = new Int32Array(nClasses);
    this.#numbers = new Int32Array(nClasses).fill(-1);
  }

  set(samples: Int32Array, start: number, end: number): void {
    const { labels, weights, counts } = this;
    const ids = this.#ids;
    const numbers = this.#numbers;
    for (let c = 0; c < this.nClasses; c++) numbers[ids[c]!] = -1;
    let nClasses = 0;
    let total = 0;
    for (let j = start; j < end; j++) {
      const sample = samples[j]!;
      const id = this.#y[sample]!;
      const weight = this.#sampleWeight[sample]!;
      let label = numbers[id]!;
      if (label < 0) {
        label = nClasses++;
        numbers[id] = label;
        ids[label] = id;
        counts[label] = 0;
      }
      labels[j - start] = label;
      weights[j - start] = weight;
      counts[label]! += weight;
      total += weight;
    }
    this.nClasses = nClasses;
    this.weight = total;
    this.size = end - start;
  }

  /** Sum the weights of the samples on either side, class by class, into `sides`.
   * @param codes of the node's samples, from `first` on.
   * @returns how many are on the right. */
  divide(codes: Uint16Array, first: number, leftCode: number): number {
    const { labels, weights, sides, size } = this;
    for (let at = 0; at < 2 * this.nClasses; at++) sides[at] = 0;
    let nRight = 0;
    for (let j = 0; j < size; j++) {
      // a branch would be mispredicted half of the time
      const isRight = Number(codes[first + j]! > leftCode);
      sides[2 * labels[j]! + isRight]! += weights[j]!;
      nRight += isRight;
    }
    return nRight;
  }

  /** @param leaf share of each class id, (nClasses of the data,), overwritten. */
  writeLeaf(leaf: Float64Array): void {
    leaf.fill(0);
    for (let c = 0; c < this.nClasses; c++) leaf[this.#ids[c]!] = this.counts[c]! / this.weight;
  }
}
