import type { Features } from '../../core/index.ts';
import {
  applyTransforms,
  asTaken,
  createTransforms,
  fitTransforms,
  pipelineFromJSON,
  pipelineToJSON,
  type TransformStep,
} from '../transform/steps.ts';
import type { FittedJson, FittedRegressor, FittedTransformer, Regressor } from '../types.ts';
import { checkRegressionInput } from '../validate.ts';
import { regressors } from './registry.ts';

/** A regressor that sees transformed features, as `createPipeline` makes a classifier: each transform is fitted on the
 * data given to `fit`, after the ones before it.
 * @param steps in the order they are applied; none gives the regressor itself.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid. */
export function createRegressionPipeline(steps: readonly TransformStep[], regressor: Regressor): Regressor {
  if (steps.length === 0) return regressor;
  const transforms = createTransforms(steps);
  return {
    takesSparse: true,
    ...(regressor.takesWeights && { takesWeights: true }),
    fit: async (X, y, options = {}) => {
      checkRegressionInput(X, y, 'a pipeline', options, { takesSparse: true, takesWeights: true });
      const { fitted, features } = await fitTransforms(transforms, X, options.signal);
      const model = await regressor.fit(asTaken(features, regressor), y, options);
      return fittedPipeline(fitted, model, X.cols);
    },
  };
}

function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedRegressor,
  nFeatures: number,
): FittedRegressor {
  const transformed = (X: Features) => applyTransforms(transforms, X, model);
  return {
    takesSparse: true,
    nFeatures,
    warnings: model.warnings,
    transform: transformed,
    predict: async (X) => model.predict(await transformed(X)),
    toJSON: () => pipelineToJSON(transforms, model, nFeatures),
  };
}

/** Make a fitted regressor of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no regressor or transform of that name. */
export function regressorFromJSON(fitted: FittedJson): FittedRegressor {
  if (fitted.type !== 'pipeline') return regressors.get(fitted.type).fromJSON(fitted);
  const { transforms, model, nFeatures } = pipelineFromJSON(fitted);
  return fittedPipeline(transforms, regressorFromJSON(model), nFeatures);
}
