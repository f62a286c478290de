import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { throwIfAborted } from '../../core/index.ts';

/** The holder touches its lock this often, and one left untouched for `abandoned` belongs to a process that was killed;
 * milliseconds. */
const heartbeat = 1000;
const abandoned = 5000;

/** Do something while no other process does it: whoever makes the lock file holds the lock.
 * @param path of the lock file; its folder exists.
 * @throws {InterruptedError} If the signal is raised while waiting. */
export async function withFileLock<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    if (await isAbandoned(path)) await rm(path, { force: true });
    else await wait(50, undefined, { signal }).catch(() => throwIfAborted(signal));
  }
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > abandoned;
}
