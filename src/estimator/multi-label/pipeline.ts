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
import type { FittedJson, FittedMultiLabel, FittedTransformer, MultiLabelEstimator } from '../types.ts';
import { checkMultiLabelInput } from '../validate.ts';
import { FittedOneVsRest } from './fitted-one-vs-rest.ts';

/** A multi-label estimator that sees transformed features, as `createPipeline` makes a classifier: the transforms are
 * fitted once, for all labels.
 * @param steps in the order they are applied; none gives the estimator itself.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid.
 * @example createMultiLabelPipeline([{ type: 'standardize', params: {} }], new OneVsRest(() => new LogisticRegression())) */
export function createMultiLabelPipeline(
  steps: readonly TransformStep[],
  estimator: MultiLabelEstimator,
): MultiLabelEstimator {
  if (steps.length === 0) return estimator;
  const transforms = createTransforms(steps);
  return {
    takesSparse: true,
    ...(estimator.takesWeights && { takesWeights: true }),
    fit: async (X, Y, options = {}) => {
      checkMultiLabelInput(X, Y, 'a pipeline', options, { takesSparse: true, takesWeights: true });
      const { fitted, features } = await fitTransforms(transforms, X, options.signal);
      const model = await estimator.fit(asTaken(features, estimator), Y, options);
      return fittedPipeline(fitted, model, X.cols);
    },
  };
}

function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedMultiLabel,
  nFeatures: number,
): FittedMultiLabel {
  const transformed = (X: Features) => applyTransforms(transforms, X, model);
  return {
    takesSparse: true,
    nLabels: model.nLabels,
    nFeatures,
    warnings: model.warnings,
    transform: transformed,
    predict: async (X) => model.predict(await transformed(X)),
    scores: async (X) => model.scores(await transformed(X)),
    toJSON: () => pipelineToJSON(transforms, model, nFeatures),
  };
}

/** Make a fitted multi-label model of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no estimator or transform of that name. */
export function multiLabelFromJSON(fitted: FittedJson): FittedMultiLabel {
  if (fitted.type !== 'pipeline') return FittedOneVsRest.fromJSON(fitted);
  const { transforms, model, nFeatures } = pipelineFromJSON(fitted);
  return fittedPipeline(transforms, multiLabelFromJSON(model), nFeatures);
}
