import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from './errors.ts';

/** How long work may keep its thread from everything else. */
const MAX_BUSY_MS = 25;

/** Make a function for long work to await between its steps: it lets other work of the thread run now and then, and
 * ends the work when the signal was raised.
 * @throws {InterruptedError} From the function and from here, if the signal was raised. */
export function createPause(signal: AbortSignal | undefined): () => Promise<void> {
  throwIfAborted(signal);
  let since = performance.now();
  return async () => {
    throwIfAborted(signal);
    if (performance.now() - since < MAX_BUSY_MS) return;
    await setImmediate();
    throwIfAborted(signal);
    since = performance.now();
  };
}
