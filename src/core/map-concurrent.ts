import { throwIfAborted } from './errors.ts';

/** Apply an asynchronous function to every item, at most `limit` at a time. When one fails, those under way are called off
 * by the signal that they got, and waited for.
 * @returns results in the order of the items.
 * @throws {InterruptedError} If the signal is raised before the last item was begun. */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  map: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      throwIfAborted(stop);
      const index = next++;
      results[index] = await map(items[index]!, stop);
    }
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, work);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed.abort();
    throw error;
  } finally {
    await Promise.allSettled(workers);
  }
  return results;
}
