import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../core/index.ts';

/** How long a fit may keep the process from everything else. */
const MAX_BUSY_MS = 25;

/** Make a function for a long fit to await between its steps: it lets other work of the process run now and then, and
 * ends the fit when the signal was raised.
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
