import { createWorkerPool, type WorkerPool } from './pool.ts';

/** A pool that the whole process shares, and so nobody closes. */
export type SharedWorkerPool<Task, Result> = Omit<WorkerPool<Task, Result>, 'close'>;

const pools = new Map<string, SharedWorkerPool<never, unknown>>();

/** The pool of a task file with this many threads: started on first use (about half a second), warm ever after. Its
 * threads end with the process and never keep it alive; one whose task is interrupted is replaced.
 * @param taskFile a TypeScript module, as `new URL('./grow-task.ts', import.meta.url)`. What many tasks read goes to
 * them in a SharedArrayBuffer, see `inSharedMemory`. */
export function sharedWorkerPool<Task, Result>(
  taskFile: URL,
  threads: number,
): SharedWorkerPool<Task, Result> {
  const key = `${threads} ${taskFile.href}`;
  let pool = pools.get(key) as SharedWorkerPool<Task, Result> | undefined;
  if (pool === undefined) {
    pool = createWorkerPool<Task, Result>(taskFile, threads);
    pools.set(key, pool);
  }
  return pool;
}
