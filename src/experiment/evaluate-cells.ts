import { availableParallelism } from 'node:os';
import { type Effects, type Features, mapConcurrent } from '../core/index.ts';
import type { CellEvaluation } from '../evaluate/index.ts';
import { createWorkerPool, inSharedMemory } from '../worker/index.ts';
import { cellKeys, type KeyInput, settingOf } from './cell-key.ts';
import type { CellTask } from './cell-task.ts';
import type { Cell } from './cells.ts';
import type { Journal } from './journal.ts';

export interface EvaluatedCells {
  /** In the order of the plan. */
  readonly evaluations: ReadonlyMap<Cell, CellEvaluation>;
  /** Cells taken from the journal. */
  readonly reused: number;
}

export interface CellsInput extends KeyInput {
  readonly cells: readonly Cell[];
  /** By feature space id. */
  readonly matrices: ReadonlyMap<string, Features>;
  readonly journal: Journal;
  /** Whether cells in the journal count as finished. */
  readonly resume: boolean;
}

/** Evaluate every cell on worker threads, taking finished ones from the journal.
 * @throws {InterruptedError} If the user stops it; finished cells stay in the journal. */
export async function evaluateCells(input: CellsInput, effects: Effects): Promise<EvaluatedCells> {
  const { cells, matrices, data, config, journal, resume } = input;
  const keyOf = await cellKeys(input);
  const found = await Promise.all(cells.map((cell) => (resume ? journal.find(keyOf(cell)) : undefined)));
  const reused = found.filter((evaluation) => evaluation !== undefined).length;
  const missing = cells.length - reused;
  const inOrder = (evaluations: readonly CellEvaluation[]) => ({
    evaluations: new Map(cells.map((cell, i) => [cell, evaluations[i]!] as const)),
    reused,
  });
  if (missing === 0) return inOrder(found as CellEvaluation[]);

  const threads = Math.min(config.runtime.threads || availableParallelism(), missing);
  const pool = createWorkerPool<CellTask, CellEvaluation>(
    new URL('./cell-task.ts', import.meta.url),
    threads,
  );
  const progress = effects.progress.start('Evaluating', missing, 'cells');
  const shared = new Map<string, Features>();
  const evaluate = async (cell: Cell, signal: AbortSignal): Promise<CellEvaluation> => {
    const { id } = cell.space;
    if (!shared.has(id)) shared.set(id, inSharedMemory(matrices.get(id)!));
    const task = { X: shared.get(id)!, data, ...settingOf(cell, config) };
    const evaluation = await pool.run(task, { signal });
    await journal.record(keyOf(cell), evaluation);
    progress.advance(1);
    return evaluation;
  };
  const evaluations = [...found];
  // Wide features take longest: started last, they would leave the other threads idle at the end.
  const waiting = cells
    .flatMap((_, i) => (found[i] === undefined ? [i] : []))
    .sort((a, b) => cells[b]!.space.dim - cells[a]!.space.dim);
  try {
    await mapConcurrent(waiting, threads, effects.signal, async (i, signal) => {
      evaluations[i] = await evaluate(cells[i]!, signal);
    });
    return inOrder(evaluations as CellEvaluation[]);
  } finally {
    progress.stop();
    await pool.close();
  }
}
