import { toSortableBits } from '../tree/radix-sort.ts';

/** Bits that a pass sorts by: three passes cover a float. */
const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
const SIGN = 0x8000_0000;

/** Sorts lists of one length, in buffers that it keeps: a radix sort of values alone, without their positions. */
export class ValueSorter {
  readonly #keys: Uint32Array;
  readonly #nextKeys: Uint32Array;
  readonly #starts = new Uint32Array(DIGITS);
  readonly #sorted: Float32Array;

  constructor(length: number) {
    this.#keys = new Uint32Array(length);
    this.#nextKeys = new Uint32Array(length);
    this.#sorted = new Float32Array(length);
  }

  /** @param values float32, (length,), finite.
   * @returns them in ascending order; overwritten by the next call. */
  sort(values: Float32Array): Float32Array {
    toSortableBits(values, this.#keys);
    this.#pass(this.#keys, this.#nextKeys, 0);
    this.#pass(this.#nextKeys, this.#keys, DIGIT_BITS);
    this.#pass(this.#keys, this.#nextKeys, 2 * DIGIT_BITS);
    fromSortableBits(this.#nextKeys, this.#sorted);
    return this.#sorted;
  }

  #pass(keys: Uint32Array, nextKeys: Uint32Array, shift: number): void {
    const starts = this.#starts.fill(0);
    for (let i = 0; i < keys.length; i++) starts[(keys[i]! >>> shift) & DIGIT_MASK]!++;
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = starts[digit]!;
      starts[digit] = start;
      start += count;
    }
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      nextKeys[starts[(key >>> shift) & DIGIT_MASK]!++] = key;
    }
  }
}

/** What `toSortableBits` turned into integers. */
function fromSortableBits(keys: Uint32Array, values: Float32Array): void {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) {
    const key = keys[i]! | 0;
    bits[i] = key ^ (~(key >> 31) | SIGN);
  }
}
