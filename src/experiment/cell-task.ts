import type { ResolvedConfig } from '../config/index.ts';
import { type Features, type Targets, toDense } from '../core/index.ts';
import { type CellEvaluation, evaluateCell, type Fold } from '../evaluate/index.ts';
import { useThreads } from '../linalg/index.ts';
import { candidatesOf } from './candidates.ts';
import type { Cell } from './cells.ts';

/** What the cells of a run share. */
export interface EvaluationData {
  readonly y: Int32Array;
  readonly nClasses: number;
  /** What is predicted where it is not y, which then only stratifies. */
  readonly targets?: Targets;
  readonly folds: readonly Fold[];
  readonly groups?: readonly (string | undefined)[];
}

export interface CellTask {
  readonly X: Features;
  readonly data: EvaluationData;
  readonly model: Cell['model'];
  readonly transform: ResolvedConfig['transform'];
  readonly tune: ResolvedConfig['evaluation']['tune'];
  /** Shared by all cells that one of is picked from. */
  readonly selectionSeed?: number;
  readonly metrics: readonly string[];
  readonly seed: number;
}

/** Evaluate one cell; runs on a worker thread, one thread each, since the cells themselves run side by side. */
export default async function evaluateCellTask(task: CellTask, signal: AbortSignal): Promise<CellEvaluation> {
  useThreads(1);
  const models = candidatesOf(task);
  return evaluateCell({
    X: models.candidates[0]!.create().takesSparse ? task.X : toDense(task.X),
    ...task.data,
    ...models,
    tune: task.tune,
    selectionSeed: task.selectionSeed,
    metrics: task.metrics,
    seed: task.seed,
    signal,
  });
}
