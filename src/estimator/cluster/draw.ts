import type { Rng } from '../../core/index.ts';

/** Sums of the first 1, 2, … values: `drawFrom` them draws a position with a chance in proportion to its value.
 * @param factors what each value is multiplied by; default 1. */
export function cumulate(values: Float64Array, factors?: Float64Array): Float64Array {
  const sums = new Float64Array(values.length);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    total += factors === undefined ? values[i]! : values[i]! * factors[i]!;
    sums[i] = total;
  }
  return sums;
}

/** A position; any one where all values are 0. */
export function drawFrom(cumulative: Float64Array, rng: Rng): number {
  const total = cumulative.at(-1)!;
  if (total === 0) return rng.int(cumulative.length);
  const limit = rng.float() * total;
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Distinct positions, each drawn with a chance in proportion to its weight, which is above 0.
 * Source: Efraimidis, Spirakis, Weighted random sampling with a reservoir, Information Processing Letters 97 (2006). */
export function drawDistinct(weights: Float64Array, count: number, rng: Rng): Int32Array {
  const keys = Float64Array.from(weights, (weight) => Math.log(1 - rng.float()) / weight);
  return Int32Array.from(keys.keys())
    .sort((a, b) => keys[b]! - keys[a]!)
    .subarray(0, count);
}
