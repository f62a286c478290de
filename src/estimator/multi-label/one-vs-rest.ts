import {
  createPause,
  deriveSeed,
  type Features,
  InterruptedError,
  type LabelMatrix,
  messageOf,
} from '../../core/index.ts';
import type { Estimator, FittedClassifier, MultiLabelEstimator, TargetFitOptions } from '../types.ts';
import { checkMultiLabelInput } from '../validate.ts';
import { FittedOneVsRest, type LabelModel } from './fitted-one-vs-rest.ts';
import { labelWarnings } from './label-warnings.ts';

/** A classifier for each label: the samples that have it against all others. A label that every sample of weight has, or
 * none, leaves nothing to learn: its model says so of every sample. The labels know nothing of each other.
 * Cost: that of the classifier for each label, less where it has `fitLabels`.
 * Source: Boutell, Luo, Shen & Brown, Learning multi-label scene classification, Pattern Recognition 37 (2004).
 * @example const model = await new OneVsRest(() => new LogisticRegression({ C: 0.1 })).fit(X, Y); */
export class OneVsRest implements MultiLabelEstimator {
  readonly takesSparse?: true;
  readonly takesWeights?: true;
  readonly #classifier: Estimator;

  /** @param create a classifier with probabilities. */
  constructor(create: () => Estimator) {
    this.#classifier = create();
    if (this.#classifier.takesSparse) this.takesSparse = true;
    if (this.#classifier.takesWeights) this.takesWeights = true;
  }

  /** Each label has a seed of its own, derived from `options.seed`.
   * @throws {TypeError} If the classifier has no probabilities.
   * @throws {RangeError} If the classifier refuses a label, naming it. */
  async fit(X: Features, Y: LabelMatrix, options: TargetFitOptions = {}): Promise<FittedOneVsRest> {
    checkMultiLabelInput(X, Y, 'one-vs-rest', options, this);
    const models: LabelModel[] = [];
    const open = new Map<number, Int32Array>();
    for (let label = 0; label < Y.cols; label++) {
      const y = columnOf(Y, label);
      const only = onlyAnswer(y, options.sampleWeight);
      models.push(only ?? 0);
      if (only === undefined) open.set(label, y);
    }
    const fitted = await this.#fitLabels(X, open, options);
    for (const [at, label] of [...open.keys()].entries()) models[label] = fitted[at]!;
    return new FittedOneVsRest({ models, nFeatures: X.cols, warnings: labelWarnings(models) });
  }

  /** @param labels positions of the labels, and who has them.
   * @returns one classifier for each, in their order. */
  async #fitLabels(
    X: Features,
    labels: ReadonlyMap<number, Int32Array>,
    options: TargetFitOptions,
  ): Promise<FittedClassifier[]> {
    const pause = createPause(options.signal);
    const { seed = 0, progress } = options;
    if (this.#classifier.fitLabels && labels.size > 0) {
      return this.#classifier.fitLabels(X, [...labels.values()], options);
    }
    const models: FittedClassifier[] = [];
    for (const [label, y] of labels) {
      await pause();
      const done = models.length;
      const model = await this.#fitLabel(X, label, y, {
        ...options,
        seed: deriveSeed(seed, 'label', label),
        ...(progress && { progress: (share: number) => progress((done + share) / labels.size) }),
      });
      if (model.predictProba === undefined) {
        throw new TypeError(
          `Cannot fit one-vs-rest as its classifier must give probabilities: ${model.toJSON().type} gives none`,
        );
      }
      models.push(model);
      progress?.(models.length / labels.size);
    }
    return models;
  }

  async #fitLabel(
    X: Features,
    label: number,
    y: Int32Array,
    options: TargetFitOptions,
  ): Promise<FittedClassifier> {
    try {
      return await this.#classifier.fit(X, y, { ...options, nClasses: 2 });
    } catch (cause) {
      if (cause instanceof InterruptedError) throw cause;
      const samples = `${y.reduce((sum, value) => sum + value, 0)} of ${y.length} training samples`;
      const action = `fit one-vs-rest for label ${label}, which ${samples} have`;
      throw new RangeError(`Cannot ${action}: ${messageOf(cause)}`, { cause });
    }
  }
}

/** int32, (nSamples,). */
function columnOf({ data, rows, cols }: LabelMatrix, label: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => data[i * cols + label]!);
}

/** The answer of all samples of weight, or undefined if they differ. */
function onlyAnswer(y: Int32Array, sampleWeight: Float64Array | undefined): 0 | 1 | undefined {
  const counts = [0, 0];
  for (let i = 0; i < y.length; i++) if (sampleWeight?.[i] !== 0) counts[y[i]!]!++;
  return counts[1] === 0 ? 0 : counts[0] === 0 ? 1 : undefined;
}
