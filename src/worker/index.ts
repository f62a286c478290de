/** worker/: functions on other threads. A task file exports one default function of one argument; `createWorkerPool`
 * runs it on as many threads as asked, `sharedWorkerPool` on threads that stay warm for the whole process, and
 * `shareWork` on this thread and those. Known to every room, like `core/`. */
export { createWorkerPool, type WorkerPool } from './pool.ts';
export {
  isCalledOff,
  nextTurn,
  type ShareOptions,
  shareWork,
  type TakePart,
  type Turns,
} from './share-work.ts';
export { inSharedMemory } from './shared-memory.ts';
export { type SharedWorkerPool, sharedWorkerPool } from './shared-pool.ts';
