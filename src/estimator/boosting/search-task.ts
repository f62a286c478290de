import type { BoostingMemory } from './boosting-memory.ts';
import { ChunkSearcher } from './search-chunk.ts';
import { awaitChange, Control, searchChunks } from './shared-search.ts';

/** Search with a team until it is closed: what a helper does. */
export default function search(memory: BoostingMemory): void {
  const { control } = memory;
  const searcher = new ChunkSearcher(memory);
  for (let job = Atomics.load(control, Control.job); job >= 0; job = awaitChange(control, Control.job, job)) {
    searchChunks(memory, searcher);
  }
}
