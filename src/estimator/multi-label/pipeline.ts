import { behindSteps, joinSteps, pipelineFromJSON, type TransformStep } from '../transform/steps.ts';
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
  return behindSteps(steps, estimator, checkMultiLabelInput, fittedPipeline);
}

function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedMultiLabel,
  nFeatures: number,
): FittedMultiLabel {
  const shared = joinSteps(transforms, model, nFeatures);
  return {
    ...shared,
    nLabels: model.nLabels,
    predict: async (X) => model.predict(await shared.transform(X)),
    scores: async (X) => model.scores(await shared.transform(X)),
  };
}

/** Make a fitted multi-label model of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no estimator or transform of that name. */
export function multiLabelFromJSON(fitted: FittedJson): FittedMultiLabel {
  if (fitted.type !== 'pipeline') return FittedOneVsRest.fromJSON(fitted);
  const { transforms, model, nFeatures } = pipelineFromJSON(fitted);
  return fittedPipeline(transforms, multiLabelFromJSON(model), nFeatures);
}
