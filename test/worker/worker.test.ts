import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { InterruptedError, matrixFrom, sparseMatrix } from '../../src/core/index.ts';
import {
  createWorkerPool,
  inSharedMemory,
  nextTurn,
  sharedWorkerPool,
  shareWork,
  type TakePart,
} from '../../src/worker/index.ts';

const taskFile = new URL('../support/doubling-task.ts', import.meta.url);
const pause = async () => {};
interface Task {
  readonly numbers: number[];
  readonly forever: boolean;
}
const numbers = Array.from({ length: 50 }, (_, i) => i);

/** This thread takes one piece only, so that the others have work. */
const takeOne: TakePart<Task, number> = async ({ numbers }, turns, pause) => {
  await pause();
  const turn = nextTurn(turns);
  return turn < 0 ? [] : [[turn, 2 * numbers[turn]!]];
};

describe('createWorkerPool', () => {
  const waiting = new URL('../support/waiting-task.ts', import.meta.url);

  it('passes a raised signal on to the task, and its thread serves the next', async () => {
    const pool = createWorkerPool<{ ended?: Int32Array }, number>(waiting, 1);
    const thread = await pool.run({});
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const controller = new AbortController();
    const stopped = pool.run({ ended }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(stopped).rejects.toThrow(InterruptedError);
    expect(ended[0]).toBe(1);
    expect(await pool.run({})).toBe(thread);
    await pool.close();
  });

  it('does not start a task whose signal is raised', async () => {
    const pool = createWorkerPool<object, number>(waiting, 1);
    await expect(pool.run({}, { signal: AbortSignal.abort() })).rejects.toThrow(InterruptedError);
    await pool.close();
  });

  it('closes once what was running has ended by itself', async () => {
    const pool = createWorkerPool<{ ended?: Int32Array }, number>(waiting, 2);
    await pool.run({});
    const ended = new Int32Array(new SharedArrayBuffer(4));
    const running = Promise.allSettled([pool.run({ ended }), pool.run({ ended })]);
    await pool.close();
    expect(ended[0]).toBe(2);
    expect((await running).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('sharedWorkerPool', () => {
  it('is one pool for each task file and number of threads', () => {
    const pool = sharedWorkerPool(taskFile, 1);
    expect(sharedWorkerPool(taskFile, 1)).toBe(pool);
    expect(sharedWorkerPool(taskFile, 2)).not.toBe(pool);
  });

  it('does not keep the process alive', async () => {
    const script = fileURLToPath(new URL('../support/doubling-process.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script], {
      timeout: 60_000,
    });
    expect(stdout).toBe('[[0,8],[1,10]]');
  });
});

describe('shareWork', () => {
  it.each([2, 3])('gives the results in order, whoever of %i threads did them', async (threads) => {
    const told: number[] = [];
    const options = { pause, progress: (done: number) => told.push(done) };
    const results = await shareWork(taskFile, threads, { numbers, forever: false }, 50, takeOne, options);
    expect(results).toEqual(numbers.map((number) => 2 * number));
    expect(told.every((done) => done >= 0 && done <= 1)).toBe(true);
  });

  it('calls the other threads off when this one fails, and they serve the next task', async () => {
    const fail = async () => {
      throw new InterruptedError();
    };
    const task = { numbers, forever: true };
    await expect(shareWork(taskFile, 2, task, 50, takeOne, { pause: fail })).rejects.toThrow(
      InterruptedError,
    );
    const next = shareWork(taskFile, 2, { numbers, forever: false }, 50, takeOne, { pause });
    await expect(next).resolves.toHaveLength(50);
  });

  it('does not start when its signal is raised', async () => {
    const options = { pause, signal: AbortSignal.abort() };
    await expect(shareWork(taskFile, 2, { numbers, forever: false }, 50, takeOne, options)).rejects.toThrow(
      InterruptedError,
    );
  });
});

describe('inSharedMemory', () => {
  it('copies once', () => {
    const X = matrixFrom([
      [1, 2],
      [3, 4],
    ]);
    const shared = inSharedMemory(X);
    expect(shared).toEqual(X);
    expect(shared.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(inSharedMemory(shared).data).toBe(shared.data);
  });

  it('copies all arrays of sparse features', () => {
    const X = sparseMatrix(2, 3, Int32Array.of(0, 1, 2), Int32Array.of(2, 0), Float32Array.of(5, 6));
    const shared = inSharedMemory(X) as typeof X;
    expect(shared).toEqual(X);
    for (const { buffer } of [shared.indptr, shared.indices, shared.values]) {
      expect(buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });
});
