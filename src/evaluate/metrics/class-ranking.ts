import type { ClassPredictions } from '../types.ts';

/** Samples in the order of how probable one class is, the most probable first. */
export interface ClassRanking {
  /** Indices of samples, (nSamples,). */
  readonly order: Int32Array;
  /** By place: 1 where the sample is of the class. */
  readonly isOfClass: Uint8Array;
  /** By place: 1 where the next sample is less probable, so that equals are counted as one. */
  readonly endsTie: Uint8Array;
}

/** Rank the samples by each of some classes; classes without samples are left out.
 * Cost: O(nSamples · log nSamples) a class. */
export function rankByClass(
  { yTrue, proba }: ClassPredictions,
  classes: readonly number[],
): readonly ClassRanking[] {
  const { data, cols } = proba!;
  const present = new Set(yTrue);
  return classes
    .filter((c) => present.has(c))
    .map((c) =>
      rankBy(
        Float32Array.from(yTrue, (_, i) => data[i * cols + c]!),
        (i) => yTrue[i] === c,
      ),
    );
}

/** Rank samples by how probable something is of each.
 * @param p (nSamples,).
 * @param isOfClass whether it is true of a sample. */
export function rankBy(p: Float32Array, isOfClass: (sample: number) => boolean): ClassRanking {
  const order = Int32Array.from(p.keys()).sort((a, b) => p[b]! - p[a]!);
  return {
    order,
    isOfClass: Uint8Array.from(order, (i) => (isOfClass(i) ? 1 : 0)),
    endsTie: Uint8Array.from(order, (i, place) => (p[i] !== p[order[place + 1]!] ? 1 : 0)),
  };
}
