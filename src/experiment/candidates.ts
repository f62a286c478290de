import type { ResolvedConfig } from '../config/index.ts';
import {
  createGrid,
  createMultiLabelPipeline,
  createPipeline,
  createRegressionPipeline,
  estimators,
  OneVsRest,
  regressors,
} from '../estimator/index.ts';
import type { Candidate, EvaluationInput } from '../evaluate/index.ts';
import type { Cell } from './cells.ts';

interface CandidatesInput {
  readonly model: Cell['model'];
  readonly transform: ResolvedConfig['transform'];
  readonly data: Pick<EvaluationInput, 'targets'>;
}

/** The settings of a cell's model behind the transforms, for the task of the run; sets of labels are learned label by
 * label. */
export function candidatesOf({
  model: { type, implementation, settings },
  transform,
  data: { targets },
}: CandidatesInput): Pick<EvaluationInput, 'candidates' | 'fitGrid'> {
  if (targets?.task === 'regression') {
    const { create } = regressors.get(type);
    return {
      candidates: settings.map((params): Candidate => {
        return {
          task: 'regression',
          params,
          create: () => createRegressionPipeline(transform, create(params)),
        };
      }),
    };
  }
  const entry = estimators.get(type);
  if (targets?.task === 'multi-label') {
    return {
      candidates: settings.map((params): Candidate => {
        const oneVsRest = () => new OneVsRest(() => entry.create(params));
        return {
          task: 'multi-label',
          params,
          create: () => createMultiLabelPipeline(transform, oneVsRest()),
        };
      }),
    };
  }
  const other = entry.implementations?.[implementation];
  const { create } = other ?? entry;
  return {
    candidates: settings.map((params): Candidate => {
      return { params, create: () => createPipeline(transform, create(params)) };
    }),
    fitGrid: other === undefined ? createGrid(transform, entry, settings) : undefined,
  };
}
