import { z } from 'zod';
import { type Features, throwIfAborted, toDense } from '../../core/index.ts';
import type { FitOptions, FittedJson, FittedTransformer, Takes, Transformer } from '../types.ts';
import { transformers } from './registry.ts';

/** One transform as the config names it. */
export interface TransformStep {
  readonly type: string;
  /** Whose code fits it, `strata` or a key of the entry's implementations; default `strata`. */
  readonly implementation?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid. */
export function createTransforms(steps: readonly TransformStep[]): Transformer[] {
  return steps.map(({ type, implementation = 'strata', params }) => {
    const entry = transformers.get(type);
    const { create } = entry.implementations?.[implementation] ?? entry;
    return create(entry.params.parse(params));
  });
}

/** What learns targets of one kind from features. */
interface Learner<Target, Fitted> extends Takes {
  fit(X: Features, target: Target, options?: FitOptions): Promise<Fitted>;
}

/** A learner that sees transformed features: each transform is fitted on the data given to `fit`, after the ones before
 * it. Sparse features stay sparse as far as the steps take them so.
 * @param steps in the order they are applied; none gives the learner itself.
 * @param check refuses what the learner's kind cannot be fitted on.
 * @param join puts the fitted transforms before the fitted model.
 * @throws {RangeError} If a transform is unknown. @throws {ZodError} If its parameters are invalid. */
export function behindSteps<Target, Fitted>(
  steps: readonly TransformStep[],
  learner: Learner<Target, Fitted>,
  check: (X: Features, target: Target, name: string, options: FitOptions, takes: Takes) => void,
  join: (transforms: readonly FittedTransformer[], model: Fitted, nFeatures: number) => Fitted,
): Learner<Target, Fitted> {
  if (steps.length === 0) return learner;
  const transforms = createTransforms(steps);
  return {
    takesSparse: true,
    ...(learner.takesWeights && { takesWeights: true }),
    fit: async (X, target, options = {}) => {
      check(X, target, 'a pipeline', options, { takesSparse: true, takesWeights: true });
      const { fitted, features } = await fitTransforms(transforms, X, options.signal);
      const model = await learner.fit(asTaken(features, learner), target, options);
      return join(fitted, model, X.cols);
    },
  };
}

/** What fitted pipelines of every kind have in common; their predictions are the model's of what `transform` gives. */
export function joinSteps(
  transforms: readonly FittedTransformer[],
  model: Takes & { readonly warnings: readonly string[]; toJSON(): FittedJson },
  nFeatures: number,
) {
  return {
    takesSparse: true,
    nFeatures,
    warnings: model.warnings,
    transform: (X: Features) => applyTransforms(transforms, X, model),
    toJSON: () => pipelineToJSON(transforms, model, nFeatures),
  } as const;
}

/** Fit each transform on what those before it made of X.
 * @returns the fitted transforms, and what all of them make of X. */
export async function fitTransforms(
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

/** What fitted transforms, one after the other, make of X, in the form that the model behind them takes. */
async function applyTransforms(
  transforms: readonly FittedTransformer[],
  X: Features,
  model: Takes,
): Promise<Features> {
  let features = X;
  for (const transform of transforms) features = await transform.transform(asTaken(features, transform));
  return asTaken(features, model);
}

/** Features in the form that a step takes. */
export function asTaken(X: Features, step: Takes): Features {
  return step.takesSparse ? X : toDense(X);
}

/** The JSON of a model behind transforms. */
function pipelineToJSON(
  transforms: readonly FittedTransformer[],
  model: { toJSON(): FittedJson },
  nFeatures: number,
): FittedJson {
  return {
    type: 'pipeline',
    nFeatures,
    transforms: transforms.map((transform) => transform.toJSON()),
    model: model.toJSON(),
  };
}

const json = z.looseObject({ type: z.string() });
const pipelineJson = z.object({ nFeatures: z.int(), transforms: z.array(json), model: json });

/** Read what {@link pipelineToJSON} wrote.
 * @throws {RangeError} If there is no transform of that name. */
export function pipelineFromJSON(fitted: FittedJson): {
  readonly transforms: FittedTransformer[];
  readonly model: FittedJson;
  readonly nFeatures: number;
} {
  const { nFeatures, transforms, model } = pipelineJson.parse(fitted);
  return {
    transforms: transforms.map((transform) => transformers.get(transform.type).fromJSON(transform)),
    model,
    nFeatures,
  };
}
