import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { sha256 } from './hash.ts';

/** A seeded stream of random numbers: the same seed gives the same stream on every machine. */
export interface Rng {
  /** Uniform in [0, 1), 53 bits. */
  float(): number;
  /** Uniform integer in [0, n). */
  int(n: number): number;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** Shuffle in place (Fisher–Yates) and return the same array. */
  shuffle<T extends { [index: number]: unknown; readonly length: number }>(items: T): T;
}

/** Start a stream.
 * @param seed any integer; see {@link deriveSeed} for independent streams of one run. */
export function createRng(seed: number): Rng {
  const generator = xoroshiro128plus(seed);
  const bits = () => generator.next() >>> 0;
  const float = () => ((bits() >>> 5) * 67_108_864 + (bits() >>> 6)) / 9_007_199_254_740_992;
  const int = (n: number) => Math.floor(float() * n);
  return {
    float,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float()),
    shuffle: (items) => {
      const array = items as { [index: number]: unknown };
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        [array[i], array[j]] = [array[j], array[i]];
      }
      return items;
    },
  };
}

/** A 32-bit seed for one named part of a run, so that adding a part never shifts the others' streams. */
export function deriveSeed(seed: number, ...names: readonly (string | number)[]): number {
  return Number.parseInt(sha256([seed, ...names].join('\0')).slice(0, 8), 16) | 0;
}
