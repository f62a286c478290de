import { sharedWorkerPool } from '../../worker/index.ts';
import type { BoostingMemory } from './boosting-memory.ts';
import { ChunkSearcher } from './search-chunk.ts';

/** Fields of `BoostingMemory.control`. */
const Control = {
  /** How many jobs there have been; -1 once there are no more. */
  job: 0,
  /** The next chunk that nobody has taken. */
  next: 1,
  /** Chunks that are done. */
  done: 2,
} as const;

/** How often a thread looks again before it sleeps: some 20 µs, less than waking up takes. */
const LOOKS = 5000;

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
  const helpers: Promise<void>[] = [];
  if (threads > 1) {
    const pool = sharedWorkerPool<BoostingMemory, void>(
      new URL('./search-task.ts', import.meta.url),
      threads - 1,
    );
    for (let i = 1; i < threads; i++) helpers.push(pool.run(memory));
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

/** Search with the team until it is closed: what a helper does. */
export function helpSearchTeam(memory: BoostingMemory): void {
  const { control } = memory;
  const searcher = new ChunkSearcher(memory);
  for (let job = Atomics.load(control, Control.job); job >= 0; job = awaitChange(control, Control.job, job)) {
    searchChunks(memory, searcher);
  }
}

/** Take chunks as long as there are any. The job's nodes stand still until its last chunk is done, and `next` is past
 * the chunks from then until the nodes of another job are in place. */
function searchChunks({ control, nChunks }: BoostingMemory, searcher: ChunkSearcher): void {
  for (;;) {
    const chunk = Atomics.add(control, Control.next, 1);
    if (chunk >= nChunks) return;
    searcher.search(chunk);
    if (Atomics.add(control, Control.done, 1) === nChunks - 1) Atomics.notify(control, Control.done);
  }
}

/** Wait until another thread changes a field.
 * @returns its new value. */
function awaitChange(control: Int32Array, field: number, value: number): number {
  for (let look = 0; look < LOOKS; look++) {
    const now = Atomics.load(control, field);
    if (now !== value) return now;
  }
  while (Atomics.load(control, field) === value) Atomics.wait(control, field, value);
  return Atomics.load(control, field);
}
