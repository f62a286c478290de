import type { Targets } from '../core/index.ts';
import type { TargetFitOptions } from '../estimator/index.ts';
import type { Part } from './part.ts';
import type { Candidate, LabelSetPredictions, NumberPredictions } from './types.ts';

/** A setting of a model that predicts no classes. */
export type TargetCandidate = Extract<Candidate, { readonly task: Targets['task'] }>;

/** A fitted model of numbers or of sets of labels. */
export interface FittedOnTargets {
  readonly warnings: readonly string[];
  /** @returns what was predicted, and how long the numbers or the sets alone took, in milliseconds. */
  predict(test: Part): Promise<{
    readonly predictions: NumberPredictions | LabelSetPredictions;
    readonly predictMs: number;
  }>;
}

/** Fit a model of numbers or of sets of labels.
 * @throws {RangeError} If the samples have no targets of the model's task, and what the model throws. */
export async function fitOnTargets(
  candidate: TargetCandidate,
  train: Part,
  options: TargetFitOptions,
): Promise<FittedOnTargets> {
  if (candidate.task === 'regression') {
    const fitted = await candidate.create().fit(train.X, targetsOf(train, 'regression').values, options);
    return {
      warnings: fitted.warnings,
      predict: async (test) => {
        const { result: yPred, ms: predictMs } = await timed(() => fitted.predict(test.X));
        const yTrue = targetsOf(test, 'regression').values;
        return { predictions: { task: 'regression', yTrue, yPred }, predictMs };
      },
    };
  }
  const fitted = await candidate.create().fit(train.X, targetsOf(train, 'multi-label').Y, options);
  return {
    warnings: fitted.warnings,
    predict: async (test) => {
      const { result: yPred, ms: predictMs } = await timed(() => fitted.predict(test.X));
      const scores = await fitted.scores(test.X);
      const yTrue = targetsOf(test, 'multi-label').Y;
      return { predictions: { task: 'multi-label', yTrue, yPred, scores }, predictMs };
    },
  };
}

function targetsOf<Of extends Targets['task']>(
  { targets }: Part,
  task: Of,
): Extract<Targets, { readonly task: Of }> {
  if (targets?.task === task) return targets as Extract<Targets, { readonly task: Of }>;
  const seen = targets === undefined ? 'classes alone' : `those of ${targets.task}`;
  throw new RangeError(`Cannot use a model of ${task} as samples must have its targets: they have ${seen}`);
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
