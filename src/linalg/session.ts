import { availableParallelism } from 'node:os';
import { buildModel, encodeModel, type ModelSpec } from '../graph/index.ts';
import { createSession, type Session } from '../runtime/index.ts';

const sessions = new Map<string, Promise<Session>>();
let threads = 0;

/** Set the threads of every product and objective from now on.
 * @param count at least 1; 0 lets the runtime choose. */
export function useThreads(count: number): void {
  threads = count;
}

/** How many threads a computation may use: what `useThreads` set, or one for each core. */
export function threadCount(): number {
  return threads || availableParallelism();
}

/** The session of a graph, made on first use: shapes are dynamic, so there is one for each graph and thread count.
 * Cost: about 100 ms for the first one of a process, 1 ms for another. */
export function sessionOf(id: string, graph: ModelSpec): Promise<Session> {
  const key = `${id}/${threads}`;
  let session = sessions.get(key);
  if (session === undefined) {
    session = createSession(encodeModel(buildModel(graph)), { threads });
    sessions.set(key, session);
  }
  return session;
}

/** Free the memory of all sessions; the next product or objective makes its own anew. */
export async function releaseSessions(): Promise<void> {
  const all = [...sessions.values()];
  sessions.clear();
  for (const session of all) await (await session).release();
}
