import { z } from 'zod';
import { type Matrix, matrix, unwrittenMatrix } from '../../core/index.ts';
import { centre, product, transpose } from '../../linalg/index.ts';
import { float32s, float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedTransformer } from '../types.ts';
import { checkApplyInput, checkApplyShape, finiteOutcome } from '../validate.ts';

export interface FittedPcaFields {
  /** float64, (nFeatures,). */
  readonly mean: Float64Array;
  /** float32, (count, nFeatures): unit rows. */
  readonly components: Matrix;
  /** Variance along each component, with nSamples − 1 degrees of freedom, float64, (count,). */
  readonly explainedVariance: Float64Array;
  /** Each component's share of the variance, float64, (count,). */
  readonly explainedVarianceRatio: Float64Array;
  /** Mean variance of the directions that were left out.
   * Source: Tipping & Bishop, Mixtures of probabilistic principal component analysers, Neural Computation 11 (1999). */
  readonly noiseVariance: number;
  /** Whether coordinates are scaled to variance 1. */
  readonly whiten: boolean;
}

/** Squared distance of the mean from the origin, in variances, up to which float32 products are as good uncentred. */
const FAR = 100;

/** Components, and how much of the variance each explains. */
export class FittedPca implements FittedTransformer, FittedPcaFields {
  readonly mean: Float64Array;
  readonly components: Matrix;
  readonly explainedVariance: Float64Array;
  readonly explainedVarianceRatio: Float64Array;
  readonly noiseVariance: number;
  readonly whiten: boolean;

  constructor(fields: FittedPcaFields) {
    this.mean = fields.mean;
    this.components = fields.components;
    this.explainedVariance = fields.explainedVariance;
    this.explainedVarianceRatio = fields.explainedVarianceRatio;
    this.noiseVariance = fields.noiseVariance;
    this.whiten = fields.whiten;
  }

  /** @returns float32, (X.rows, count): the coordinates along the components; 0 along those without variance. */
  async transform(X: Matrix): Promise<Matrix> {
    checkApplyShape(X, this.mean.length, 'apply pca');
    return finiteOutcome(X, 'apply pca', this.coordinates(X));
  }

  private async coordinates(X: Matrix): Promise<Matrix> {
    const weights = this.whiten
      ? scaledRows(this.components, (c) => inverse(Math.sqrt(this.explainedVariance[c]!)))
      : this.components;
    if (this.isFarFromOrigin()) return centre(X, this.mean).times(weights);
    const Y = await product(X, weights);
    const { data } = await product(matrix(1, X.cols, Float32Array.from(this.mean)), weights);
    for (let at = 0; at < Y.data.length; at++) Y.data[at]! -= data[at % Y.cols]!;
    return Y;
  }

  /** Whether taking the mean off after the product would cost digits. */
  private isFarFromOrigin(): boolean {
    const squares = this.mean.reduce((sum, value) => sum + value * value, 0);
    const variance = this.explainedVariance.reduce((sum, value) => sum + value, 0);
    return squares > FAR * variance;
  }

  /** The points of feature space that have these coordinates.
   * @param Y float32, (nSamples, count), as `transform` gives them.
   * @returns float32, (nSamples, nFeatures).
   * @throws {RangeError} If Y has another number of columns, or is not finite. */
  async inverseTransform(Y: Matrix): Promise<Matrix> {
    checkApplyInput(Y, this.components.rows, 'invert pca');
    const weights = this.whiten
      ? scaledRows(this.components, (c) => Math.sqrt(this.explainedVariance[c]!))
      : this.components;
    const X = await product(Y, transpose(weights));
    for (let i = 0; i < X.rows; i++) {
      for (let j = 0; j < X.cols; j++) X.data[i * X.cols + j]! += this.mean[j]!;
    }
    return X;
  }

  toJSON(): FittedJson {
    return {
      type: 'pca',
      mean: toBase64(this.mean),
      components: toBase64(this.components.data),
      explainedVariance: toBase64(this.explainedVariance),
      explainedVarianceRatio: toBase64(this.explainedVarianceRatio),
      noiseVariance: this.noiseVariance,
      whiten: this.whiten,
    };
  }

  static fromJSON(json: FittedJson): FittedPca {
    const { components, ...fields } = fittedJson.parse(json);
    const kept = matrix(fields.explainedVariance.length, fields.mean.length, components);
    return new FittedPca({ ...fields, components: kept });
  }
}

function scaledRows(X: Matrix, scaleOf: (row: number) => number): Matrix {
  const result = unwrittenMatrix(X.rows, X.cols);
  for (let i = 0; i < X.rows; i++) {
    const scale = scaleOf(i);
    for (let at = i * X.cols; at < (i + 1) * X.cols; at++) result.data[at] = X.data[at]! * scale;
  }
  return result;
}

function inverse(value: number): number {
  return value === 0 ? 0 : 1 / value;
}

const fittedJson = z.object({
  mean: float64s,
  components: float32s,
  explainedVariance: float64s,
  explainedVarianceRatio: float64s,
  noiseVariance: z.number(),
  whiten: z.boolean(),
});
