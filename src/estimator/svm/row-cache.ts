import type { KernelRows } from './kernel-rows.ts';
import type { KernelSource } from './kernel-source.ts';

/** Rows computed together: a product of few rows would be bound by memory. */
const BATCH = 128;
/** Rows of memory without which no step can be made: two for the pair, one to load, one to compute it in. */
export const MIN_ROWS = 4;

/** As many rows as fit in the memory given; those that were not used for longest make room.
 * @param data room for MIN_ROWS rows at least: its length is the limit.
 * @param pause awaited before rows are computed. */
export async function cachedRows(
  source: KernelSource,
  samples: Int32Array,
  data: Float32Array,
  pause: () => Promise<void>,
): Promise<KernelRows> {
  const size = samples.length;
  const room = Math.floor(data.length / size);
  const batch = Math.max(1, Math.min(BATCH, Math.floor(room / MIN_ROWS)));
  const capacity = Math.min(size, room - batch);
  const fresh = data.subarray(capacity * size, (capacity + batch) * size);
  /** By row, −1 where it is not at hand. */
  const slotOf = new Int32Array(size).fill(-1);
  /** By slot, −1 where it is free. */
  const rowIn = new Int32Array(capacity).fill(-1);
  const lastUse = new Float64Array(capacity);
  let clock = 0;
  const put = (row: number, slot: number, r: number) => {
    data.copyWithin(slot * size, (capacity + r) * size, (capacity + r + 1) * size);
    if (rowIn[slot]! >= 0) slotOf[rowIn[slot]!] = -1;
    rowIn[slot] = row;
    slotOf[row] = slot;
    lastUse[slot] = ++clock;
  };
  return {
    size,
    diagonal: await source.diagonal(samples),
    data,
    batch,
    has: (i) => slotOf[i]! >= 0,
    at: (i) => {
      const slot = slotOf[i]!;
      if (slot < 0) return -1;
      lastUse[slot] = ++clock;
      return slot * size;
    },
    load: async (rows) => {
      await pause();
      for (const row of rows) if (slotOf[row]! >= 0) lastUse[slotOf[row]!] = ++clock;
      const wanted = rows.filter((row) => slotOf[row]! < 0);
      const numbers = wanted.map((row) => samples[row]!);
      if (wanted.length > 0) await source.fill(numbers, samples, fresh, size);
      const oldest = Int32Array.from(rowIn.keys()).sort((a, b) => lastUse[a]! - lastUse[b]!);
      wanted.forEach((row, r) => {
        put(row, oldest[r]!, r);
      });
    },
  };
}
