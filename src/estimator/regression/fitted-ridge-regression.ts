import { z } from 'zod';
import { type Features, type Matrix, matrix } from '../../core/index.ts';
import { maxAbs, product } from '../../linalg/index.ts';
import { float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedRegressor } from '../types.ts';
import { checkApplyShape, finiteOutcome } from '../validate.ts';

interface Fields {
  /** What a feature's unit adds to the prediction, float64, (nFeatures,). */
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly warnings: readonly string[];
}

const ACTION = 'predict with ridge-regression';

/** A linear function of the features. */
export class FittedRidgeRegression implements FittedRegressor, Fields {
  readonly takesSparse = true;
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  /** The size of the greatest weight. */
  readonly #scale: number;
  /** The weights by that size, which float32 holds in any unit, (1, nFeatures). */
  readonly #relative: Matrix;

  constructor({ weights, intercept, warnings }: Fields) {
    this.weights = weights;
    this.intercept = intercept;
    this.nFeatures = weights.length;
    this.warnings = warnings;
    this.#scale = maxAbs(weights) || 1;
    this.#relative = matrix(
      1,
      weights.length,
      Float32Array.from(weights, (weight) => weight / this.#scale),
    );
  }

  /** X · weights + intercept. */
  async predict(X: Features): Promise<Float64Array> {
    checkApplyShape(X, this.nFeatures, ACTION, this);
    const products = await finiteOutcome(X, ACTION, product(X, this.#relative));
    return Float64Array.from(products.data, (value) => this.#scale * value + this.intercept);
  }

  toJSON(): FittedJson {
    const { weights, intercept, warnings } = this;
    return { type: 'ridge-regression', weights: toBase64(weights), intercept, warnings };
  }

  /** Make a model of what `toJSON` gave.
   * @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedRidgeRegression {
    return new FittedRidgeRegression(fittedJson.parse(json));
  }
}

const fittedJson = z.object({ weights: float64s, intercept: z.number(), warnings: z.array(z.string()) });
