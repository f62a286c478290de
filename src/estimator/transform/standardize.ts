import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedTransformer, Transformer, TransformerEntry } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';
import { columnMeans, columnVariances } from './columns.ts';

const params = z.strictObject({});

/** Shifts every feature to mean 0 and scales it to standard deviation 1 (population); constant features become 0. */
export class Standardize implements Transformer {
  /** @param X float32, (nSamples, nFeatures), finite.
   * @throws {RangeError} If X is empty or not finite. */
  async fit(X: Matrix): Promise<FittedStandardize> {
    checkMatrix(X, 'fit standardize');
    const mean = columnMeans(X);
    const variance = columnVariances(X, mean);
    const scale = variance.map((value, j) => (isConstant(value, mean[j]!, X.rows) ? 1 : Math.sqrt(value)));
    return new FittedStandardize(mean, scale);
  }
}

/** Whether a variance is no more than the rounding of its own computation: n ε σ² + (n μ ε)².
 * Source: Chan, Golub & LeVeque, Algorithms for computing the sample variance, American Statistician 37 (1983). */
function isConstant(variance: number, mean: number, n: number): boolean {
  const epsilon = Number.EPSILON;
  return variance <= n * epsilon * variance + (n * mean * epsilon) ** 2;
}

/** Mean and scale of every feature. */
export class FittedStandardize implements FittedTransformer {
  readonly mean: Float64Array;
  /** Standard deviations; 1 for constant features. */
  readonly scale: Float64Array;

  constructor(mean: Float64Array, scale: Float64Array) {
    this.mean = mean;
    this.scale = scale;
  }

  async transform(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.mean.length, 'apply standardize');
    const result = matrix(X.rows, X.cols);
    for (let i = 0; i < X.rows; i++) {
      for (let j = 0; j < X.cols; j++) {
        const at = i * X.cols + j;
        result.data[at] = (X.data[at]! - this.mean[j]!) / this.scale[j]!;
      }
    }
    return result;
  }

  toJSON(): FittedJson {
    return { type: 'standardize', mean: toBase64(this.mean), scale: toBase64(this.scale) };
  }
}

const fittedJson = z.object({ mean: float64s, scale: float64s });

/** `standardize`, for the registry. */
export const standardize: TransformerEntry<z.infer<typeof params>> = {
  id: 'standardize',
  summary: 'Mean 0 and standard deviation 1 for every feature',
  params,
  create: () => new Standardize(),
  fromJSON: (json) => {
    const { mean, scale } = fittedJson.parse(json);
    return new FittedStandardize(mean, scale);
  },
};
