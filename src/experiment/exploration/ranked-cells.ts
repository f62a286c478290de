import { type CellEvaluation, metrics } from '../../evaluate/index.ts';
import type { Cell } from '../cells.ts';
import type { ExplorationInput } from './types.ts';

/** A cell with what came of it. */
export type EvaluatedCell = readonly [cell: Cell, evaluation: CellEvaluation];

/** All cells by the metric that decides, best first; those without it last. */
export function rankedCells({
  evaluations,
  answer,
}: Pick<ExplorationInput, 'evaluations' | 'answer'>): readonly EvaluatedCell[] {
  const sign = metrics.get(answer.metric).better === 'higher' ? -1 : 1;
  const keyOf = ([, evaluation]: EvaluatedCell) => {
    const mean = evaluation.metrics[answer.metric]?.mean;
    return mean === undefined ? Number.MAX_VALUE : sign * mean;
  };
  return [...evaluations].sort((a, b) => keyOf(a) - keyOf(b));
}

/** The cell that the answer names.
 * @throws {RangeError} If it was not evaluated. */
export function chosenCell({ evaluations, answer }: Pick<ExplorationInput, 'evaluations' | 'answer'>): Cell {
  for (const cell of evaluations.keys()) if (cell.id === answer.best) return cell;
  throw new RangeError(`Cannot explore the run as its best cell must be evaluated: "${answer.best}"`);
}
