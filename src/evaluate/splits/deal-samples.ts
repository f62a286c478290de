import type { Rng } from '../../core/index.ts';

/** Deal samples into bins like cards, class after class, so that neither the size of a class nor the size of a bin
 * differs by more than one sample between bins.
 * @returns the bin of each sample, (nSamples,), in [0, nBins). */
export function dealSamples(y: Int32Array, nBins: number, rng: Rng): Int32Array {
  const shuffled = rng.shuffle(Int32Array.from(y.keys()));
  // Sorting is stable: within a class the shuffled order stays.
  const byClass = shuffled.sort((a, b) => y[a]! - y[b]!);
  const binOf = new Int32Array(y.length);
  byClass.forEach((i, place) => {
    binOf[i] = place % nBins;
  });
  return binOf;
}
