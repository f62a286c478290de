import type { ResolvedConfig } from '../config/index.ts';
import { type Features, toDense } from '../core/index.ts';
import { createGrid, createPipeline, estimators } from '../estimator/index.ts';
import { type CellEvaluation, evaluateCell, type Fold } from '../evaluate/index.ts';
import { useThreads } from '../linalg/index.ts';
import type { Cell } from './cells.ts';

/** What the cells of a run share. */
export interface EvaluationData {
  readonly y: Int32Array;
  readonly nClasses: number;
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
export default async function evaluateCellTask(task: CellTask): Promise<CellEvaluation> {
  useThreads(1);
  const entry = estimators.get(task.model.type);
  const { settings, implementation } = task.model;
  const other = entry.implementations?.[implementation];
  const { create } = other ?? entry;
  const pipelineOf = (params: Readonly<Record<string, unknown>>) =>
    createPipeline(task.transform, create(params));
  return evaluateCell({
    X: pipelineOf(settings[0]!).takesSparse ? task.X : toDense(task.X),
    ...task.data,
    candidates: settings.map((params) => ({ params, create: () => pipelineOf(params) })),
    fitGrid: other === undefined ? createGrid(task.transform, entry, settings) : undefined,
    tune: task.tune,
    selectionSeed: task.selectionSeed,
    metrics: task.metrics,
    seed: task.seed,
  });
}
