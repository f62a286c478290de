import type { ResolvedConfig } from '../config/index.ts';
import { type Answer, type CellEvaluation, rankCells } from '../evaluate/index.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';

/** What the evaluated cells of a run say together.
 * @throws {ConfigError} If no candidate and no baseline has the metric that decides. */
export function answerOf(
  { evaluation: { tune }, seed }: ResolvedConfig,
  { folds, groups }: EvaluationData,
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
): Answer {
  const cells = [...evaluations].map(([{ id, role, space }, evaluation]) => ({
    id,
    role,
    kind: space.kind,
    evaluation,
  }));
  return rankCells(cells, {
    metric: tune.metric,
    seed,
    trainSize: folds.reduce((sum, { train }) => sum + train.length, 0) / folds.length,
    ...(groups === undefined ? {} : { groups }),
  });
}
