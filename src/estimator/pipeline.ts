import { z } from 'zod';
import { type Features, selectRows, takeLabels, throwIfAborted, toDense } from '../core/index.ts';
import { estimators } from './registry.ts';
import { transformers } from './transform/registry.ts';
import type {
  Estimator,
  EstimatorEntry,
  FittedClassifier,
  FittedJson,
  FittedTransformer,
  GridFit,
  Takes,
  Transformer,
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
  const transforms = createTransforms(steps);
  return {
    takesSparse: true,
    ...(estimator.takesWeights && { takesWeights: true }),
    fit: async (X, y, options = {}) => {
      checkFitInput(X, y, 'a pipeline', options, { takesSparse: true, takesWeights: true });
      const { fitted, features } = await fitTransforms(transforms, X, options.signal);
      const model = await estimator.fit(asTaken(features, estimator), y, options);
      return fittedPipeline(fitted, model, X.cols);
    },
  };
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

function createTransforms(steps: readonly TransformStep[]): Transformer[] {
  return steps.map(({ type, implementation = 'strata', params }) => {
    const entry = transformers.get(type);
    const { create } = entry.implementations?.[implementation] ?? entry;
    return create(entry.params.parse(params));
  });
}

/** Fit each transform on what those before it made of X.
 * @returns the fitted transforms, and what all of them make of X. */
async function fitTransforms(
  transforms: readonly Transformer[],
  X: Features,
  signal: AbortSignal | undefined,
): Promise<{ fitted: FittedTransformer[]; features: Features }> {
  const fitted: FittedTransformer[] = [];
  let features = X;
  for (const transform of transforms) {
    throwIfAborted(signal);
    features = asTaken(features, transform);
    const step = await transform.fit(features);
    features = await step.transform(features);
    fitted.push(step);
  }
  return { fitted, features };
}

/** Features in the form that a step takes. */
function asTaken(X: Features, step: Takes): Features {
  return step.takesSparse ? X : toDense(X);
}

/** A classifier behind transforms; beside `transform` it has `predictProba` and `predictCluster` where the classifier has. */
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
    transform: transformed,
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
