import type { BoostingMemory } from './boosting-memory.ts';
import type { ChunkSearcher } from './search-chunk.ts';

/** Fields of `BoostingMemory.control`. */
export const Control = {
  /** How many jobs there have been; -1 once there are no more. */
  job: 0,
  /** The next chunk that nobody has taken. */
  next: 1,
  /** Chunks that are done. */
  done: 2,
} as const;

/** How often a thread looks again before it sleeps: some 20 µs, less than waking up takes. */
const LOOKS = 5000;

/** Take chunks as long as there are any. The job's nodes stand still until its last chunk is done, and `next` is past
 * the chunks from then until the nodes of another job are in place. */
export function searchChunks({ control, nChunks }: BoostingMemory, searcher: ChunkSearcher): void {
  for (;;) {
    const chunk = Atomics.add(control, Control.next, 1);
    if (chunk >= nChunks) return;
    searcher.search(chunk);
    if (Atomics.add(control, Control.done, 1) === nChunks - 1) Atomics.notify(control, Control.done);
  }
}

/** Wait until another thread changes a field.
 * @returns its new value. */
export function awaitChange(control: Int32Array, field: number, value: number): number {
  for (let look = 0; look < LOOKS; look++) {
    const now = Atomics.load(control, field);
    if (now !== value) return now;
  }
  while (Atomics.load(control, field) === value) Atomics.wait(control, field, value);
  return Atomics.load(control, field);
}
