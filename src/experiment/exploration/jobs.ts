import { availableParallelism } from 'node:os';
import { canonicalHash, type Effects, mapConcurrent } from '../../core/index.ts';
import { sharedWorkerPool } from '../../worker/index.ts';
import { explorationCodeHash } from '../code-hash.ts';
import { type Journal, journalFolder, openJournal } from '../journal.ts';
import type { ExploreTask, Found } from './explore-task.ts';
import type { ExplorationInput } from './types.ts';

/** One piece of work for another thread. */
export interface Job<Task extends ExploreTask> {
  /** What its result depends on beside the code; features by their key and samples by their content. */
  readonly about: unknown;
  readonly task: () => Task;
}

/** Does the heavy work of an exploration on worker threads and keeps it in the journal. */
export interface Workshop {
  /** Results in the order of the jobs.
   * @param title of the progress. @throws {InterruptedError} If the user stops it; what is finished is kept. */
  run<Task extends ExploreTask>(title: string, jobs: readonly Job<Task>[]): Promise<Found<Task>[]>;
}

/** Open the workshop of a run. */
export async function openWorkshop(
  { prepared: { config }, resume }: Pick<ExplorationInput, 'prepared' | 'resume'>,
  effects: Effects,
): Promise<Workshop> {
  const code = await explorationCodeHash();
  const threads = config.runtime.threads || availableParallelism();
  return {
    run: async <Task extends ExploreTask>(title: string, jobs: readonly Job<Task>[]) => {
      const journal: Journal<Found<Task>> = openJournal(journalFolder(effects, 'exploration'));
      const keys = jobs.map(({ about }) => canonicalHash({ code, about }));
      const found: (Found<Task> | undefined)[] = await Promise.all(
        keys.map((key) => (resume ? journal.find(key) : undefined)),
      );
      const missing = [...jobs.keys()].filter((i) => found[i] === undefined);
      if (missing.length === 0) return found as Found<Task>[];
      const pool = sharedWorkerPool<Task, Found<Task>>(
        new URL('./explore-task.ts', import.meta.url),
        threads,
      );
      const progress = effects.progress.start(title, missing.length, 'steps');
      try {
        await mapConcurrent(missing, threads, effects.signal, async (i, signal) => {
          found[i] = await pool.run(jobs[i]!.task(), { signal });
          await journal.record(keys[i]!, found[i]!);
          progress.advance(1);
        });
      } finally {
        progress.stop();
      }
      return found as Found<Task>[];
    },
  };
}
