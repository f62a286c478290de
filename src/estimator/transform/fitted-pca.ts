import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { product } from '../../linalg/index.ts';
import { float32s, float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedTransformer } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { centred } from './columns.ts';

/** Components (count, nFeatures), unit rows; each one's share of the variance, (count,). */
export class FittedPca implements FittedTransformer {
  readonly mean: Float64Array;
  readonly components: Matrix;
  readonly explainedVarianceRatio: Float64Array;

  constructor(mean: Float64Array, components: Matrix, explainedVarianceRatio: Float64Array) {
    this.mean = mean;
    this.components = components;
    this.explainedVarianceRatio = explainedVarianceRatio;
  }

  /** @returns float32, (X.rows, count): the coordinates along the components. */
  async transform(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.mean.length, 'apply pca');
    return product(centred(X, this.mean), this.components);
  }

  toJSON(): FittedJson {
    return {
      type: 'pca',
      mean: toBase64(this.mean),
      components: toBase64(this.components.data),
      explainedVarianceRatio: toBase64(this.explainedVarianceRatio),
    };
  }

  static fromJSON(json: FittedJson): FittedPca {
    const { mean, components, explainedVarianceRatio } = fittedJson.parse(json);
    const kept = matrix(explainedVarianceRatio.length, mean.length, components);
    return new FittedPca(mean, kept, explainedVarianceRatio);
  }
}

const fittedJson = z.object({ mean: float64s, components: float32s, explainedVarianceRatio: float64s });

/** How many components to keep: the number asked for, or the fewest that explain more than the share asked for (all where
 * rounding leaves the sum short of it); one where there is no variance at all.
 * @param asked a number from 1, or a share in (0, 1).
 * @param shares of the variance, descending. */
export function countComponents(asked: number, shares: ArrayLike<number>): number {
  if (asked >= 1) return asked;
  if (shares[0] === 0) return 1;
  let explained = 0;
  for (let c = 0; c < shares.length; c++) {
    explained += shares[c]!;
    if (explained > asked) return c + 1;
  }
  return shares.length;
}

/** @throws {RangeError} If there are fewer samples or features than components. */
export function checkComponents(asked: number, { rows, cols }: Matrix): void {
  const most = Math.min(rows, cols);
  if (asked > most) {
    throw new RangeError(
      `Cannot fit pca as components must be at most the smaller side of X, ${most}: it is ${asked}`,
    );
  }
}
