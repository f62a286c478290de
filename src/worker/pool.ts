import { Piscina } from 'piscina';
import { InterruptedError } from '../core/index.ts';

export interface WorkerPool<Task, Result> {
  readonly threads: number;
  /** @param transfer buffers of the task that move to the thread instead of being copied.
   * @throws {InterruptedError} If the signal is raised before the task is done. */
  run(task: Task, options?: { signal?: AbortSignal; transfer?: ArrayBuffer[] }): Promise<Result>;
  close(): Promise<void>;
}

/** Start a pool; its threads end with `close()` and never keep the process alive.
 * @param taskFile a TypeScript module, as `new URL('./decode-task.ts', import.meta.url)`. */
export function createWorkerPool<Task, Result>(taskFile: URL, threads: number): WorkerPool<Task, Result> {
  const pool = new Piscina({
    filename: new URL('./bootstrap.mjs', import.meta.url).href,
    workerData: { task: taskFile.href },
    minThreads: threads,
    maxThreads: threads,
  });
  return {
    threads,
    run: async (task, { signal, transfer } = {}) => {
      try {
        return await pool.run(task, {
          ...(signal === undefined ? {} : { signal }),
          ...(transfer === undefined ? {} : { transferList: transfer }),
        });
      } catch (error) {
        if (signal?.aborted) throw new InterruptedError();
        throw error;
      }
    },
    close: () => pool.destroy(),
  };
}
