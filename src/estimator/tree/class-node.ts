/** The samples of one node, in the order of the node, those of a class together. Its classes are numbered anew from 0, so
 * that a small node of many classes costs no more than one of few. */
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
  /** Where each class of the node ends. */
  readonly #ends: Int32Array;
  /** Working space of `divide`: how many of the first samples of the node are on the right, by how many. */
  readonly #nRight: Int32Array;
  /** Whether the samples of each class have the same weight. */
  #isEven = true;

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
    this.#ends = new Int32Array(nClasses);
    this.#nRight = new Int32Array(y.length + 1);
  }

  set(samples: Int32Array, start: number, end: number): void {
    const { labels, weights, counts } = this;
    let label = -1;
    let last = -1;
    let lastWeight = 0;
    let isEven = true;
    let total = 0;
    for (let j = start; j < end; j++) {
      const sample = samples[j]!;
      const id = this.#y[sample]!;
      const weight = this.#sampleWeight[sample]!;
      if (id === last) {
        isEven &&= weight === lastWeight;
      } else {
        label++;
        this.#ids[label] = id;
        counts[label] = 0;
        last = id;
      }
      lastWeight = weight;
      labels[j - start] = label;
      weights[j - start] = weight;
      counts[label]! += weight;
      this.#ends[label] = j - start + 1;
      total += weight;
    }
    this.nClasses = label + 1;
    this.weight = total;
    this.size = end - start;
    this.#isEven = isEven;
  }

  /** Sum the weights of the samples on either side, class by class, into `sides`.
   * @param codes of the node's samples.
   * @returns how many are on the right. */
  divide(codes: Uint16Array, leftCode: number): number {
    return this.#isEven ? this.#divideByNumber(codes, leftCode) : this.#divideByWeight(codes, leftCode);
  }

  #divideByNumber(codes: Uint16Array, leftCode: number): number {
    const { weights, sides, size } = this;
    const ends = this.#ends;
    const nRight = this.#nRight;
    countRight(codes, leftCode, size, nRight);
    let start = 0;
    for (let label = 0; label < this.nClasses; label++) {
      const end = ends[label]!;
      const right = nRight[end]! - nRight[start]!;
      const weight = weights[start]!;
      sides[2 * label] = (end - start - right) * weight;
      sides[2 * label + 1] = right * weight;
      start = end;
    }
    return nRight[size]!;
  }

  #divideByWeight(codes: Uint16Array, leftCode: number): number {
    const { labels, weights, sides, size } = this;
    for (let at = 0; at < 2 * this.nClasses; at++) sides[at] = 0;
    let nRight = 0;
    for (let j = 0; j < size; j++) {
      // a branch would be mispredicted half of the time
      const isRight = Number(codes[j]! > leftCode);
      sides[2 * labels[j]! + isRight]! += weights[j]!;
      nRight += isRight;
    }
    return nRight;
  }

  /** @param samples of which those of the leaf are `samples[start … end)`, in any order.
   * @param leaf share of each class id, (nClasses of the data,), overwritten. */
  writeLeaf(samples: Int32Array, start: number, end: number, leaf: Float64Array): void {
    leaf.fill(0);
    let total = 0;
    for (let j = start; j < end; j++) {
      const weight = this.#sampleWeight[samples[j]!]!;
      leaf[this.#y[samples[j]!]!]! += weight;
      total += weight;
    }
    for (let c = 0; c < leaf.length; c++) leaf[c]! /= total;
  }
}

/** Count the codes above `leftCode` among the first j, for every j up to n.
 * @param counts overwritten, counts[0] being 0. */
function countRight(codes: Uint16Array, leftCode: number, n: number, counts: Int32Array): void {
  let count = 0;
  let j = 0;
  for (; j + 3 < n; j += 4) {
    // by the sign of a difference: codes have 16 bits
    const a = count + ((leftCode - codes[j]!) >>> 31);
    const b = a + ((leftCode - codes[j + 1]!) >>> 31);
    const c = b + ((leftCode - codes[j + 2]!) >>> 31);
    count = c + ((leftCode - codes[j + 3]!) >>> 31);
    counts[j + 1] = a;
    counts[j + 2] = b;
    counts[j + 3] = c;
    counts[j + 4] = count;
  }
  for (; j < n; j++) {
    count += (leftCode - codes[j]!) >>> 31;
    counts[j + 1] = count;
  }
}
