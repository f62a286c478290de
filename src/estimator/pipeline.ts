import { selectRows, takeLabels } from '../core/index.ts';
import { estimators } from './registry.ts';
import {
  asTaken,
  behindSteps,
  createTransforms,
  fitTransforms,
  joinSteps,
  pipelineFromJSON,
  type TransformStep,
} from './transform/steps.ts';
import type {
  Estimator,
  EstimatorEntry,
  FittedClassifier,
  FittedJson,
  FittedTransformer,
  GridFit,
} from './types.ts';
import { checkFitInput } from './validate.ts';

/** An estimator that sees transformed features: each transform is fitted on the data given to `fit`, after the ones
 * before it. Sparse features stay sparse as far as the steps take them so.
 * @param steps in the order they are applied; none gives the estimator itself.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid.
 * @example createPipeline([{ type: 'standardize', params: {} }], new LogisticRegression({ C: 0.1 })) */
export function createPipeline(steps: readonly TransformStep[], estimator: Estimator): Estimator {
  return behindSteps(steps, estimator, checkFitInput, fittedPipeline);
}

/** The pipelines of one estimator's settings, fitted together: the models that `createPipeline` gives for each, up to
 * rounding. Where there are transforms, which every part has its own of, the settings share the work of each part;
 * else all parts do.
 * @returns undefined where the estimator's settings share nothing.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid. */
export function createGrid<Params>(
  steps: readonly TransformStep[],
  entry: EstimatorEntry<Params>,
  settings: readonly Params[],
): GridFit | undefined {
  if (entry.fitGrid === undefined || settings.length === 0) return undefined;
  const taken = entry.create(settings[0]!);
  if (steps.length === 0) {
    return (X, y, parts, options) => entry.fitGrid!(asTaken(X, taken), y, parts, settings, options);
  }
  const transforms = createTransforms(steps);
  return async (X, y, parts, options = {}) => {
    const nClasses = checkFitInput(X, y, 'a pipeline', options, { takesSparse: true });
    const models: FittedClassifier[][] = [];
    for (const rows of parts) {
      const { fitted, features } = await fitTransforms(transforms, selectRows(X, rows), options.signal);
      const all = Int32Array.from(rows.keys());
      const labels = takeLabels(y, rows);
      const given = { ...options, nClasses };
      const [fits] = await entry.fitGrid!(asTaken(features, taken), labels, [all], settings, given);
      models.push(fits!.map((model) => fittedPipeline(fitted, model, X.cols)));
    }
    return models;
  };
}

/** A classifier behind transforms; beside `transform` it has `predictProba` and `predictCluster` where the classifier has. */
function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedClassifier,
  nFeatures: number,
): FittedClassifier {
  const shared = joinSteps(transforms, model, nFeatures);
  const { transform } = shared;
  return {
    ...shared,
    nClasses: model.nClasses,
    predict: async (X) => model.predict(await transform(X)),
    ...(model.predictProba && { predictProba: async (X) => model.predictProba!(await transform(X)) }),
    ...(model.predictCluster && { predictCluster: async (X) => model.predictCluster!(await transform(X)) }),
  };
}

/** Make a fitted model of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no estimator, implementation or transform of that name. */
export function classifierFromJSON(fitted: FittedJson): FittedClassifier {
  if (fitted.type !== 'pipeline') return implementationOf(fitted).fromJSON(fitted);
  const { transforms, model, nFeatures } = pipelineFromJSON(fitted);
  return fittedPipeline(transforms, classifierFromJSON(model), nFeatures);
}

/** What wrote the model: the estimator itself, or another package for it. */
function implementationOf({ type, implementation }: FittedJson): Pick<EstimatorEntry, 'fromJSON'> {
  const entry = estimators.get(type);
  if (implementation === undefined) return entry;
  const other = entry.implementations?.[String(implementation)];
  if (other !== undefined) return other;
  throw new RangeError(
    `Cannot make ${type} of its JSON as implementation must be known: it is "${implementation}"`,
  );
}
