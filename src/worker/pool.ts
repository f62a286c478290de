import { Piscina } from 'piscina';
import { InterruptedError, throwIfAborted } from '../core/index.ts';

export interface WorkerPool<Task, Result> {
  readonly threads: number;
  /** Run a task on a free thread. A raised signal is passed on to the task, which ends as soon as it looks: a thread is
   * never ended from outside, as that ends the whole process where it happens inside native code.
   * @param transfer what of the task moves to the thread instead of being copied.
   * @throws {InterruptedError} If the signal is raised before the task is done. */
  run(task: Task, options?: { signal?: AbortSignal; transfer?: ArrayBuffer[] }): Promise<Result>;
  /** Call off what is running, wait for it to end, and end the threads. */
  close(): Promise<void>;
}

/** Start a pool; its threads end with `close()` and never keep the process alive.
 * @param taskFile a TypeScript module, as `new URL('./decode-task.ts', import.meta.url)`, whose default function gets a
 * task and a signal. */
export function createWorkerPool<Task, Result>(taskFile: URL, threads: number): WorkerPool<Task, Result> {
  const pool = new Piscina({
    filename: new URL('./bootstrap.mjs', import.meta.url).href,
    workerData: { task: taskFile.href },
    minThreads: threads,
    maxThreads: threads,
  });
  /** What is running, with how to call it off. */
  const running = new Map<Promise<unknown>, () => void>();

  return {
    threads,
    run: async (task, { signal, transfer = [] } = {}) => {
      throwIfAborted(signal);
      const { port1: line, port2: stop } = new MessageChannel();
      const callOff = () => line.postMessage('stop');
      const result = pool.run({ task, stop }, { transferList: [stop, ...transfer] });
      running.set(result, callOff);
      signal?.addEventListener('abort', callOff, { once: true });
      try {
        return await result;
      } catch (error) {
        if (signal?.aborted) throw new InterruptedError();
        throw error;
      } finally {
        signal?.removeEventListener('abort', callOff);
        running.delete(result);
        line.close();
      }
    },
    close: async () => {
      for (const callOff of running.values()) callOff();
      await Promise.allSettled(running.keys());
      await pool.destroy();
    },
  };
}
