import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { mixtureChances, type PreparedMixture, prepareMixture } from '../../linalg/index.ts';
import { argMaxRows } from '../labels.ts';
import { float64s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyShape, checkFinite } from '../validate.ts';
import { type Components, type CovarianceType, densitiesOf } from './gaussian-mixture-components.ts';

export interface FittedGaussianMixtureFields extends Components {
  readonly nClasses: number;
  /** Class of each component, int32, (k,). */
  readonly componentClasses: Int32Array;
  /** Mean over the training samples. */
  readonly logLikelihood: number;
  /** Bayesian and Akaike's information criterion: the lower, the better. */
  readonly bic: number;
  readonly aic: number;
  readonly iterations: number;
  readonly warnings: readonly string[];
}

const ACTION = 'predict with gaussian-mixture';

/** Components, and the class of each. */
export class FittedGaussianMixture implements FittedClassifier, FittedGaussianMixtureFields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly covariance: CovarianceType;
  readonly weights: Float64Array;
  readonly means: Float64Array;
  readonly factors: Float64Array;
  readonly componentClasses: Int32Array;
  readonly logLikelihood: number;
  readonly bic: number;
  readonly aic: number;
  readonly iterations: number;
  readonly warnings: readonly string[];
  #prepared: PreparedMixture | undefined;

  constructor(fields: FittedGaussianMixtureFields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.means.length / fields.weights.length;
    this.covariance = fields.covariance;
    this.weights = fields.weights;
    this.means = fields.means;
    this.factors = fields.factors;
    this.componentClasses = fields.componentClasses;
    this.logLikelihood = fields.logLikelihood;
    this.bic = fields.bic;
    this.aic = fields.aic;
    this.iterations = fields.iterations;
    this.warnings = fields.warnings;
  }

  /** The same components with these classes. */
  withClasses(componentClasses: Int32Array): FittedGaussianMixture {
    const model = new FittedGaussianMixture({ ...this, componentClasses });
    model.#prepared = this.#prepared;
    return model;
  }

  /** The class with the greatest probability, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    return argMaxRows((await this.predictProba(X)).data, X.rows, this.nClasses);
  }

  /** Of each class, the chances of its components together. */
  async predictProba(X: Matrix): Promise<Matrix> {
    const chances = await this.predictClusterProba(X);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      for (let c = 0; c < chances.cols; c++) {
        const at = i * this.nClasses + this.componentClasses[c]!;
        // Rounding must not carry a sum past 1.
        probabilities.data[at] = Math.min(1, probabilities.data[at]! + chances.data[i * chances.cols + c]!);
      }
    }
    return probabilities;
  }

  /** The likeliest component, ties to the lower id. */
  async predictCluster(X: Matrix): Promise<Int32Array> {
    return argMaxRows((await this.predictClusterProba(X)).data, X.rows, this.weights.length);
  }

  /** The chances of every sample to be of each component, float32, (nSamples, k); the weights of the components for a
   * sample so far away that float32 does not hold its distance. */
  async predictClusterProba(X: Matrix): Promise<Matrix> {
    checkApplyShape(X, this.nFeatures, ACTION);
    this.#prepared ??= prepare(this);
    const chances = await mixtureChances(X, this.#prepared, () => checkFinite(X, ACTION));
    const k = chances.cols;
    for (let i = 0; i < X.rows; i++) {
      if (Number.isNaN(chances.data[i * k])) chances.data.set(this.weights, i * k);
    }
    return chances;
  }

  toJSON(): FittedJson {
    return {
      type: 'gaussian-mixture',
      nClasses: this.nClasses,
      covariance: this.covariance,
      weights: toBase64(this.weights),
      means: toBase64(this.means),
      factors: toBase64(this.factors),
      componentClasses: toBase64(this.componentClasses),
      logLikelihood: this.logLikelihood,
      bic: this.bic,
      aic: this.aic,
      iterations: this.iterations,
      warnings: this.warnings,
    };
  }

  /** @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedGaussianMixture {
    return new FittedGaussianMixture(fittedJson.parse(json));
  }
}

/** Densities around the mean of the mixture, as distances from it are small numbers. */
function prepare(components: Components): PreparedMixture {
  const { weights, means } = components;
  const d = means.length / weights.length;
  const origin = new Float64Array(d);
  for (let c = 0; c < weights.length; c++) {
    for (let j = 0; j < d; j++) origin[j]! += weights[c]! * means[c * d + j]!;
  }
  const rounded = origin.map(Math.fround);
  return prepareMixture(rounded, densitiesOf(perFeature(components, d), rounded));
}

/** With a deviation for each feature in place of one for all, which one product of squares is faster for than a sum of
 * squares for each sample. */
function perFeature(components: Components, d: number): Components {
  if (components.covariance !== 'spherical') return components;
  const factors = new Float64Array(components.means.length);
  for (let at = 0; at < factors.length; at++) factors[at] = components.factors[Math.floor(at / d)]!;
  return { ...components, covariance: 'diag', factors };
}

const fittedJson = z.object({
  nClasses: z.int(),
  covariance: z.enum(['full', 'tied', 'diag', 'spherical']),
  weights: float64s,
  means: float64s,
  factors: float64s,
  componentClasses: int32s,
  logLikelihood: z.number(),
  bic: z.number(),
  aic: z.number(),
  iterations: z.int(),
  warnings: z.array(z.string()),
});
