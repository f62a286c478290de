import type { LinearObjective } from '../../linalg/index.ts';
import { absentClassWarnings } from '../labels.ts';
import { type FittedLinearFields, linearWeights } from './fitted-linear.ts';
import { fitRegularised, type RegularisedOptions } from './regularised.ts';

/** What a linear model was asked for, and the classes it was given. */
export interface LinearFit extends RegularisedOptions {
  /** Names the model in warnings. */
  readonly title: string;
  readonly nSamples: number;
  readonly nClasses: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
}

/** Minimise a regularised objective and make a linear model's fields of what was found, warnings included.
 * @throws {InterruptedError} If the signal is raised. */
export async function fitLinear(
  objective: LinearObjective,
  { title, nSamples, nClasses, classes, ...options }: LinearFit,
): Promise<FittedLinearFields> {
  const { x, converged } = await fitRegularised(objective, nSamples, options);
  const unfinished = `${title} did not converge in ${options.maxIterations} iterations: standardize the features or raise maxIterations`;
  return {
    nClasses,
    classes,
    ...linearWeights(x, objective.nFeatures, objective.nOutputs),
    warnings: [...absentClassWarnings(classes, nClasses), ...(converged ? [] : [unfinished])],
  };
}
