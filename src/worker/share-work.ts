import { throwIfAborted } from '../core/index.ts';
import { sharedWorkerPool } from './shared-pool.ts';

/** Pieces of one task that threads take from each other: whoever is free takes the next. */
export interface Turns {
  readonly count: number;
  /** In shared memory: the next piece, and 1 once the work is called off. */
  readonly state: Int32Array;
}

/** One thread's part of a task: take pieces while there are any.
 * @returns what came of each piece taken, with its number. */
export type TakePart<Task, Result> = (
  task: Task,
  turns: Turns,
  pause: () => Promise<void>,
) => Promise<[piece: number, result: Result][]>;

export interface ShareOptions {
  /** Lets other work of the process run now and then; throws to call the work off. */
  readonly pause: () => Promise<void>;
  readonly signal?: AbortSignal | undefined;
  /** Told now and then which share of the pieces has been started, in [0, 1]. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** The number of the next piece, or -1 when none is left. */
export function nextTurn({ count, state }: Turns): number {
  const turn = Atomics.add(state, 0, 1);
  return turn < count ? turn : -1;
}

/** Whether the work was called off, for a piece that takes long. */
export function isCalledOff({ state }: Turns): boolean {
  return Atomics.load(state, 1) === 1;
}

/** Divide a task of many pieces between this thread and those of a shared pool. A pool that is still starting delays
 * nothing: its threads find what is left of the work.
 * @param taskFile its default function takes a task and its turns, as `{ task, turns }`, and does what `takePart` does.
 * @param threads this one included; with 1 all is done here.
 * @param task what all threads see, large arrays in shared memory.
 * @param takePart this thread's part; it awaits `pause`.
 * @returns results in the order of the pieces, whoever did them. */
export async function shareWork<Task, Result>(
  taskFile: URL,
  threads: number,
  task: Task,
  count: number,
  takePart: TakePart<Task, Result>,
  { pause, signal, progress }: ShareOptions,
): Promise<Result[]> {
  throwIfAborted(signal);
  if (count === 0) return [];
  const turns: Turns = { count, state: new Int32Array(new SharedArrayBuffer(8)) };
  const results = new Array<Result>(count);
  let missing = count;
  const pauseHere = async () => {
    progress?.(Math.min(1, Atomics.load(turns.state, 0) / count));
    await pause();
  };
  return new Promise((resolve, reject) => {
    const collect = (part: [number, Result][]) => {
      for (const [piece, result] of part) results[piece] = result;
      missing -= part.length;
      if (missing === 0) resolve(results);
    };
    const callOff = (error: unknown) => {
      Atomics.store(turns.state, 1, 1);
      reject(error);
    };
    if (threads > 1) {
      const pool = sharedWorkerPool<{ task: Task; turns: Turns }, [number, Result][]>(taskFile, threads - 1);
      for (let k = 1; k < threads; k++) pool.run({ task, turns }).then(collect, callOff);
    }
    takePart(task, turns, pauseHere).then(collect, callOff);
  });
}
