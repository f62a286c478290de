/** Collects the least and the greatest value of each code, feature after feature. */
export class CodeBounds {
  length = 0;
  #pairs = new Float32Array(1024);

  add(low: number, high: number): void {
    if (2 * this.length === this.#pairs.length) {
      const longer = new Float32Array(2 * this.#pairs.length);
      longer.set(this.#pairs);
      this.#pairs = longer;
    }
    this.#pairs[2 * this.length] = low;
    this.#pairs[2 * this.length + 1] = high;
    this.length++;
  }

  /** In shared memory. */
  low(): Float32Array {
    return this.#take(0);
  }

  /** In shared memory. */
  high(): Float32Array {
    return this.#take(1);
  }

  #take(side: number): Float32Array {
    const taken = new Float32Array(new SharedArrayBuffer(4 * this.length));
    for (let b = 0; b < this.length; b++) taken[b] = this.#pairs[2 * b + side]!;
    return taken;
  }
}
