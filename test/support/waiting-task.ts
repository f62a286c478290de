import { setImmediate } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { InterruptedError } from '../../src/core/index.ts';

/** Tell the thread, or work until called off and count that.
 * @param ended in shared memory: how many tasks looked at their signal and ended. */
export default async function wait({ ended }: { ended?: Int32Array }, signal: AbortSignal): Promise<number> {
  if (ended === undefined) return threadId;
  while (!signal.aborted) await setImmediate();
  Atomics.add(ended, 0, 1);
  throw new InterruptedError();
}
