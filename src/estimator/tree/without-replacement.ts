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

  /** Draw number `k`; those before it stay.
   * @returns what is left of the random number: one more, even in [0, 1). */
  drawOne(k: number, rng: Rng): number {
    const { numbers } = this;
    const drawn = rng.float() * (numbers.length - k);
    const steps = Math.floor(drawn);
    const number = numbers[k + steps]!;
    numbers[k + steps] = numbers[k]!;
    numbers[k] = number;
    return drawn - steps;
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
