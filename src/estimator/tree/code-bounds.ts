/** Collects the least and the greatest value of each code, feature after feature, in shared memory. */
export class CodeBounds {
  length = 0;
  readonly #low: Float32Array;
  readonly #high: Float32Array;

  /** @param capacity codes of all features, at most. */
  constructor(capacity: number) {
    this.#low = new Float32Array(new SharedArrayBuffer(4 * capacity));
    this.#high = new Float32Array(new SharedArrayBuffer(4 * capacity));
  }

  add(low: number, high: number): void {
    this.#low[this.length] = low;
    this.#high[this.length] = high;
    this.length++;
  }

  /** Those added so far. */
  take(): { low: Float32Array; high: Float32Array } {
    return { low: this.#low.subarray(0, this.length), high: this.#high.subarray(0, this.length) };
  }
}
