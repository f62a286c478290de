import { z } from 'zod';
import { type Features, type Matrix, matrix } from '../../core/index.ts';
import { maxAbs, product } from '../../linalg/index.ts';
import { float32s, float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedRegressor } from '../types.ts';
import { checkApplyInput, checkApplyShape, finiteOutcome } from '../validate.ts';
import { clampFeatures, type FeatureRange, isBeyond } from './feature-range.ts';

interface Fields {
  /** What a feature's unit adds to the prediction, float64, (nFeatures,). */
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Strength of the regularisation, given or chosen. */
  readonly alpha: number;
  /** How far a feature counts; undefined for however far it is. */
  readonly range: FeatureRange | undefined;
  readonly warnings: readonly string[];
}

const ACTION = 'predict with ridge-regression';

/** A linear function of the features, within their range. */
export class FittedRidgeRegression implements FittedRegressor, Fields {
  readonly takesSparse = true;
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly alpha: number;
  readonly range: FeatureRange | undefined;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  /** The size of the greatest weight. */
  readonly #scale: number;
  /** The weights by that size, which float32 holds in any unit, (1, nFeatures). */
  readonly #relative: Matrix;

  constructor({ weights, intercept, alpha, range, warnings }: Fields) {
    this.weights = weights;
    this.intercept = intercept;
    this.alpha = alpha;
    this.range = range;
    this.nFeatures = weights.length;
    this.warnings = warnings;
    this.#scale = maxAbs(weights) || 1;
    this.#relative = matrix(
      1,
      weights.length,
      Float32Array.from(weights, (weight) => weight / this.#scale),
    );
  }

  /** X · weights + intercept, with X clamped to the range. */
  async predict(X: Features): Promise<Float64Array> {
    checkApplyShape(X, this.nFeatures, ACTION, this);
    const products = await finiteOutcome(X, ACTION, product(this.#clamped(X), this.#relative));
    return Float64Array.from(products.data, (value) => this.#scale * value + this.intercept);
  }

  #clamped(X: Features): Features {
    const { range, nFeatures } = this;
    if (range === undefined || !isBeyond(X, range)) return X;
    checkApplyInput(X, nFeatures, ACTION, this);
    return clampFeatures(X, range);
  }

  toJSON(): FittedJson {
    const { weights, intercept, alpha, range, warnings } = this;
    return {
      type: 'ridge-regression',
      weights: toBase64(weights),
      intercept,
      alpha,
      ...(range && { lower: toBase64(range.lower), upper: toBase64(range.upper) }),
      warnings,
    };
  }

  /** Make a model of what `toJSON` gave.
   * @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedRidgeRegression {
    const { lower, upper, ...fields } = fittedJson.parse(json);
    return new FittedRidgeRegression({ ...fields, range: lower && upper && { lower, upper } });
  }
}

const fittedJson = z.object({
  weights: float64s,
  intercept: z.number(),
  alpha: z.number(),
  lower: float32s.optional(),
  upper: float32s.optional(),
  warnings: z.array(z.string()),
});
