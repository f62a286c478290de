/** Cells of equal width between the first threshold and the last. */
const CELLS = 1024;

/** Finds the bins of values: a cell holds few thresholds, most often none or one. */
export class BinLookup {
  readonly #thresholds: Float64Array;
  readonly #first: number;
  readonly #scale: number;
  /** Thresholds below each cell, and below the end. */
  readonly #below = new Uint8Array(CELLS + 1);

  /** @param thresholds float64, ascending, below 256 of them. */
  constructor(thresholds: Float64Array) {
    const [first = 0, last = 0] = [thresholds[0], thresholds.at(-1)];
    this.#thresholds = thresholds;
    this.#first = first;
    this.#scale = last > first ? (CELLS - 1) / (last - first) : 0;
    let at = 0;
    for (let cell = 0; cell < CELLS; cell++) {
      this.#below[cell] = at;
      while (at < thresholds.length && this.#cellOf(thresholds[at]!) === cell) at++;
    }
    this.#below[CELLS] = at;
  }

  /** Write the bin of each value, the first whose threshold is not below it, to every `stride`-th byte. */
  write(values: Float32Array, bytes: Uint8Array, start: number, stride: number): void {
    const thresholds = this.#thresholds;
    const below = this.#below;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const cell = this.#cellOf(value);
      // the order of values is that of their cells, so that only the cell's own thresholds are open
      let low = below[cell]!;
      let high = below[cell + 1]!;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value <= thresholds[middle]!) high = middle;
        else low = middle + 1;
      }
      bytes[start + stride * i] = low;
    }
  }

  #cellOf(value: number): number {
    const cell = (value - this.#first) * this.#scale;
    return cell > 0 ? (cell < CELLS - 1 ? cell | 0 : CELLS - 1) : 0;
  }
}
