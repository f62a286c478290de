import type { Matrix } from '../core/index.ts';
import { linearCka, type Similarity, scoreSpace } from '../evaluate/index.ts';
import { useThreads } from '../linalg/index.ts';

/** Score one space, or compare several. */
export type AssessTask =
  | { readonly type: 'score'; readonly X: Matrix; readonly y: Int32Array; readonly layer: string }
  | { readonly type: 'compare'; readonly spaces: readonly Matrix[] };

export type Assessed = Readonly<Record<string, number>> | Similarity;

/** Runs on a worker thread, one thread each, since the spaces are assessed side by side. */
export default async function assessTask(task: AssessTask, signal: AbortSignal): Promise<Assessed> {
  useThreads(1);
  return task.type === 'score'
    ? scoreSpace(task.X, task.y, task.layer, signal)
    : linearCka(task.spaces, signal);
}
