import type { KernelSource } from './kernel-source.ts';

/** The rows of the symmetric kernel matrix of some samples, as a solver asks for them. */
export interface KernelRows {
  readonly size: number;
  /** K(i, i) for every i. */
  readonly diagonal: Float64Array;
  /** Holds the rows that are at hand. */
  readonly data: Float32Array;
  /** Rows that one call of `load` takes at most. */
  readonly batch: number;
  has(i: number): boolean;
  /** Where row i begins in `data`, or −1 where it has to be loaded first. */
  at(i: number): number;
  /** Bring rows at hand; they stay so until others are loaded. The one asked for last stays, too. */
  load(rows: Int32Array): Promise<void>;
}

/** All rows at once.
 * @param data at least samples.length² values, overwritten. */
export async function denseRows(
  source: KernelSource,
  samples: Int32Array,
  data: Float32Array,
): Promise<KernelRows> {
  const size = samples.length;
  await source.fill(samples, samples, data, size);
  const diagonal = new Float64Array(size);
  for (let i = 0; i < size; i++) diagonal[i] = data[i * size + i]!;
  return { size, diagonal, data, batch: size, has: () => true, at: (i) => i * size, load: async () => {} };
}
