import { behindSteps, joinSteps, pipelineFromJSON, type TransformStep } from '../transform/steps.ts';
import type { FittedJson, FittedRegressor, FittedTransformer, Regressor } from '../types.ts';
import { checkRegressionInput } from '../validate.ts';
import { regressors } from './registry.ts';

/** A regressor that sees transformed features, as `createPipeline` makes a classifier: each transform is fitted on the
 * data given to `fit`, after the ones before it.
 * @param steps in the order they are applied; none gives the regressor itself.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid. */
export function createRegressionPipeline(steps: readonly TransformStep[], regressor: Regressor): Regressor {
  return behindSteps(steps, regressor, checkRegressionInput, fittedPipeline);
}

function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedRegressor,
  nFeatures: number,
): FittedRegressor {
  const shared = joinSteps(transforms, model, nFeatures);
  return { ...shared, predict: async (X) => model.predict(await shared.transform(X)) };
}

/** Make a fitted regressor of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no regressor or transform of that name. */
export function regressorFromJSON(fitted: FittedJson): FittedRegressor {
  if (fitted.type !== 'pipeline') return regressors.get(fitted.type).fromJSON(fitted);
  const { transforms, model, nFeatures } = pipelineFromJSON(fitted);
  return fittedPipeline(transforms, regressorFromJSON(model), nFeatures);
}
