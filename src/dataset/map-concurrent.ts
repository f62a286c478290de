import { throwIfAborted } from '../core/index.ts';

/** Apply an asynchronous function to every item, at most `limit` at a time.
 * @returns results in the order of the items.
 * @throws {InterruptedError} If the signal is raised before the last item was begun. */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  signal: AbortSignal,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      throwIfAborted(signal);
      const index = next++;
      results[index] = await map(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
}
