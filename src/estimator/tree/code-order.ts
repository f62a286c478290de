/** Codes that are sorted by insertion at most. */
const INSERTION_UP_TO = 64;

/** Sorts the codes of nodes, in buffers that it keeps. */
export class CodeOrder {
  /** After `sort`: positions in the node by ascending code. */
  readonly order: Int32Array;
  readonly #other: Int32Array;
  readonly #keys = new Int32Array(INSERTION_UP_TO);
  readonly #counts: Int32Array;
  readonly #digitBits: number;
  readonly #isOneDigit: boolean;
  /** Up to this many codes are sorted by insertion, more by counting: measured. */
  readonly #insertionUpTo: number;

  /** @param nSamples of the largest node. @param bits of a code, at most 16. */
  constructor(nSamples: number, bits: number) {
    this.order = new Int32Array(nSamples);
    this.#other = new Int32Array(nSamples);
    this.#isOneDigit = bits <= 8;
    // there are no more codes than samples
    const used = Math.min(bits, Math.ceil(Math.log2(nSamples + 1)));
    this.#digitBits = this.#isOneDigit ? used : Math.ceil(used / 2);
    this.#counts = new Int32Array(1 << this.#digitBits);
    this.#insertionUpTo = Math.min(INSERTION_UP_TO, 8 + this.#counts.length / 8);
  }

  /** Put codes[0 … n) in order. */
  sort(codes: Uint16Array, n: number): void {
    if (n <= this.#insertionUpTo) {
      sortByInsertion(codes, n, this.#keys, this.order);
    } else if (this.#isOneDigit) {
      sortByDigit(codes, n, 0, this.#counts, undefined, this.order);
    } else {
      sortByDigit(codes, n, 0, this.#counts, undefined, this.#other);
      sortByDigit(codes, n, this.#digitBits, this.#counts, this.#other, this.order);
    }
  }
}

/** A code and its position in one number sort together. */
function sortByInsertion(codes: Uint16Array, n: number, keys: Int32Array, order: Int32Array): void {
  for (let j = 0; j < n; j++) {
    const key = (codes[j]! << 8) | j;
    let at = j - 1;
    for (; at >= 0 && keys[at]! > key; at--) keys[at + 1] = keys[at]!;
    keys[at + 1] = key;
  }
  for (let p = 0; p < n; p++) order[p] = keys[p]! & 255;
}

/** One pass of a radix sort, which keeps the order of equal digits.
 * @param from the order so far; undefined for that of the samples. */
function sortByDigit(
  codes: Uint16Array,
  n: number,
  shift: number,
  counts: Int32Array,
  from: Int32Array | undefined,
  to: Int32Array,
): void {
  const mask = counts.length - 1;
  for (let digit = 0; digit <= mask; digit++) counts[digit] = 0;
  for (let j = 0; j < n; j++) counts[(codes[j]! >> shift) & mask]!++;
  let start = 0;
  for (let digit = 0; digit <= mask; digit++) {
    const count = counts[digit]!;
    counts[digit] = start;
    start += count;
  }
  for (let p = 0; p < n; p++) {
    const j = from === undefined ? p : from[p]!;
    to[counts[(codes[j]! >> shift) & mask]!++] = j;
  }
}
