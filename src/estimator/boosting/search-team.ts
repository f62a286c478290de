import { sharedWorkerPool } from '../../worker/index.ts';
import type { BoostingMemory } from './boosting-memory.ts';
import { ChunkSearcher } from './search-chunk.ts';
import { awaitChange, Control, searchChunks } from './shared-search.ts';

/** Threads that search nodes together. */
export interface SearchTeam {
  /** Search the nodes at work: all of `found` is written once this returns. */
  search(): void;
  /** Let the helpers go. */
  close(): void;
}

/** Start a team of this thread and helpers. A helper that comes late, or never, leaves its work to the others; which
 * thread searches a chunk changes nothing in what it finds.
 * @param threads at least 1. */
export function startSearchTeam(memory: BoostingMemory, threads: number): SearchTeam {
  const { control, nChunks } = memory;
  const searcher = new ChunkSearcher(memory);
  Atomics.store(control, Control.next, nChunks);
  if (threads > 1) {
    const task = new URL('./search-task.ts', import.meta.url);
    const pool = sharedWorkerPool<BoostingMemory, void>(task, threads - 1);
    // one that cannot start is one that never comes
    for (let i = 1; i < threads; i++) pool.run(memory).catch(() => undefined);
  }
  return {
    search: () => {
      Atomics.store(control, Control.done, 0);
      Atomics.store(control, Control.next, 0);
      Atomics.add(control, Control.job, 1);
      Atomics.notify(control, Control.job);
      searchChunks(memory, searcher);
      for (let done = Atomics.load(control, Control.done); done < nChunks; ) {
        done = awaitChange(control, Control.done, done);
      }
    },
    close: () => {
      Atomics.store(control, Control.job, -1);
      Atomics.notify(control, Control.job);
    },
  };
}
