import type { Fold } from '../types.ts';

/** Turn bins into folds: fold `f` tests the samples of bin `f` and trains on all others.
 * @param binOf int32, (nSamples,), in [0, nBins).
 * @returns nBins folds with ascending row indices. */
export function foldsFromBins(binOf: Int32Array, nBins: number): Fold[] {
  const rows = Int32Array.from(binOf.keys());
  return Array.from({ length: nBins }, (_, bin) => ({
    train: rows.filter((i) => binOf[i] !== bin),
    test: rows.filter((i) => binOf[i] === bin),
  }));
}
