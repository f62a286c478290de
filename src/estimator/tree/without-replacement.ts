import type { Rng } from '../../core/index.ts';

/** Draws numbers below a limit without replacement: a Fisher–Yates shuffle that stops when it has enough. */
export class WithoutReplacement {
  /** Those drawn stand first. */
  readonly numbers: Int32Array;

  constructor(limit: number) {
    this.numbers = new Int32Array(limit);
    this.reset();
  }

  /** Put the numbers in order, so that what is drawn depends on the random numbers alone. */
  reset(): void {
    for (let i = 0; i < this.numbers.length; i++) this.numbers[i] = i;
  }

  /** Draw the numbers `first` … `first + count − 1` in the order of drawing; those before them stay. */
  draw(first: number, count: number, rng: Rng): void {
    const { numbers } = this;
    for (let k = first; k < first + count; k++) {
      const at = k + rng.int(numbers.length - k);
      const number = numbers[at]!;
      numbers[at] = numbers[k]!;
      numbers[k] = number;
    }
  }
}
