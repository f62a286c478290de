import type { Answer, CellEvaluation } from '../../evaluate/index.ts';
import type { ExtractedFeatures } from '../../feature/index.ts';
import type { EvaluationData } from '../cell-task.ts';
import type { Cell } from '../cells.ts';
import type { PreparedExperiment } from '../prepare.ts';

/** What there is to explore: a run whose cells are evaluated. */
export interface ExplorationInput {
  readonly prepared: Pick<PreparedExperiment, 'config' | 'dataset'>;
  readonly features: Pick<ExtractedFeatures, 'spaces' | 'matrices' | 'kept'>;
  readonly data: EvaluationData;
  readonly evaluations: ReadonlyMap<Cell, CellEvaluation>;
  readonly answer: Answer;
  /** Content hash per row. */
  readonly sampleKeys: readonly string[];
  /** Whether what an earlier run computed counts. */
  readonly resume: boolean;
}
