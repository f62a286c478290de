import { z } from 'zod';
import { type Features, throwIfAborted, toDense } from '../core/index.ts';
import { estimators } from './registry.ts';
import { transformers } from './transform/registry.ts';
import type {
  Estimator,
  EstimatorEntry,
  FittedClassifier,
  FittedJson,
  FittedTransformer,
  Takes,
} from './types.ts';
import { checkFitInput } from './validate.ts';

/** One transform as the config names it. */
export interface TransformStep {
  readonly type: string;
  /** Whose code fits it, `strata` or a key of the entry's implementations; default `strata`. */
  readonly implementation?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** An estimator that sees transformed features: each transform is fitted on the data given to `fit`, after the ones
 * before it. Sparse features stay sparse as far as the steps take them so.
 * @param steps in the order they are applied; none gives the estimator itself.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid.
 * @example createPipeline([{ type: 'standardize', params: {} }], new LogisticRegression({ C: 0.1 })) */
export function createPipeline(steps: readonly TransformStep[], estimator: Estimator): Estimator {
  if (steps.length === 0) return estimator;
  const transforms = steps.map(({ type, implementation = 'strata', params }) => {
    const entry = transformers.get(type);
    const { create } = entry.implementations?.[implementation] ?? entry;
    return create(entry.params.parse(params));
  });
  return {
    takesSparse: true,
    ...(estimator.takesWeights && { takesWeights: true }),
    fit: async (X, y, options = {}) => {
      checkFitInput(X, y, 'a pipeline', options, { takesSparse: true, takesWeights: true });
      const fitted: FittedTransformer[] = [];
      let features = X;
      for (const transform of transforms) {
        throwIfAborted(options.signal);
        features = asTaken(features, transform);
        const step = await transform.fit(features);
        features = await step.transform(features);
        fitted.push(step);
      }
      const model = await estimator.fit(asTaken(features, estimator), y, options);
      return fittedPipeline(fitted, model, X.cols);
    },
  };
}

/** Features in the form that a step takes. */
function asTaken(X: Features, step: Takes): Features {
  return step.takesSparse ? X : toDense(X);
}

/** A classifier behind transforms; it has `predictProba` and `predictCluster` where the classifier has. */
function fittedPipeline(
  transforms: readonly FittedTransformer[],
  model: FittedClassifier,
  nFeatures: number,
): FittedClassifier {
  const transformed = async (X: Features) => {
    let features = X;
    for (const transform of transforms) features = await transform.transform(asTaken(features, transform));
    return asTaken(features, model);
  };
  return {
    takesSparse: true,
    nClasses: model.nClasses,
    nFeatures,
    warnings: model.warnings,
    predict: async (X) => model.predict(await transformed(X)),
    ...(model.predictProba && { predictProba: async (X) => model.predictProba!(await transformed(X)) }),
    ...(model.predictCluster && { predictCluster: async (X) => model.predictCluster!(await transformed(X)) }),
    toJSON: () => ({
      type: 'pipeline',
      nFeatures,
      transforms: transforms.map((transform) => transform.toJSON()),
      model: model.toJSON(),
    }),
  };
}

const json = z.looseObject({ type: z.string() });
const pipelineJson = z.object({ nFeatures: z.int(), transforms: z.array(json), model: json });

/** Make a fitted model of what its `toJSON` gave, pipelines included.
 * @throws {RangeError} If there is no estimator, implementation or transform of that name. */
export function classifierFromJSON(fitted: FittedJson): FittedClassifier {
  if (fitted.type !== 'pipeline') return implementationOf(fitted).fromJSON(fitted);
  const { nFeatures, transforms, model } = pipelineJson.parse(fitted);
  return fittedPipeline(
    transforms.map((transform) => transformers.get(transform.type).fromJSON(transform)),
    classifierFromJSON(model),
    nFeatures,
  );
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
