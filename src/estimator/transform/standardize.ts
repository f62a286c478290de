import { z } from 'zod';
import {
  type Features,
  isSparse,
  type Matrix,
  type SparseMatrix,
  unwrittenMatrix,
} from '../../core/index.ts';
import { float64s, toBase64 } from '../serialize.ts';
import type { FittedJson, FittedTransformer, Transformer, TransformerEntry } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';
import { columnMoments, sparseColumnMoments } from './columns.ts';

const params = z.strictObject({});

/** Shifts every feature to mean 0 and scales it to standard deviation 1 (population); constant features become 0.
 * Sparse features are scaled by their standard deviation and not shifted, as their zeros are to stay; constant ones stay
 * as they are. That is `StandardScaler(with_mean=False)` of scikit-learn.
 * Cost: one pass over dense features. */
export class Standardize implements Transformer {
  readonly takesSparse = true;

  /** @param X float32, (nSamples, nFeatures), finite.
   * @throws {RangeError} If X is empty or not finite. */
  async fit(X: Features): Promise<FittedStandardize> {
    checkMatrix(X, 'fit standardize', this);
    const { means, variances } = isSparse(X) ? sparseColumnMoments(X) : columnMoments(X);
    const scale = variances.map((variance, j) =>
      isConstant(variance, means[j]!, X.rows) ? 1 : Math.sqrt(variance),
    );
    return new FittedStandardize(isSparse(X) ? undefined : means, scale);
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
  /** Only where it was fitted on sparse features: a shift would fill their zeros. */
  readonly takesSparse?: true;
  /** Absent where it was fitted on sparse features: dense ones are then not shifted either. */
  readonly mean?: Float64Array;
  /** Standard deviations; 1 for constant features. */
  readonly scale: Float64Array;

  constructor(mean: Float64Array | undefined, scale: Float64Array) {
    if (mean === undefined) this.takesSparse = true;
    else this.mean = mean;
    this.scale = scale;
  }

  async transform(X: Matrix): Promise<Matrix>;
  async transform(X: Features): Promise<Features>;
  async transform(X: Features): Promise<Features> {
    const check = () => checkApplyInput(X, this.scale.length, 'apply standardize', this);
    const factors = this.scale.map((scale) => 1 / scale);
    if (isSparse(X)) {
      check();
      return scaledSparse(X, factors);
    }
    if (X.cols !== this.scale.length) check();
    const result = unwrittenMatrix(X.rows, X.cols);
    const allFinite = scaleRows(X, result, this.mean ?? new Float64Array(X.cols), factors);
    // Values are looked at while they are scaled: another pass would take half as long again.
    if (!allFinite) check();
    return result;
  }

  toJSON(): FittedJson {
    return {
      type: 'standardize',
      ...(this.mean !== undefined && { mean: toBase64(this.mean) }),
      scale: toBase64(this.scale),
    };
  }
}

/** @returns whether every result is finite. */
function scaleRows(X: Matrix, to: Matrix, mean: Float64Array, factors: Float64Array): boolean {
  let probe = 0;
  let i = 0;
  for (; i + 4 <= X.rows; i += 4) probe += scaleFour(X.data, to.data, i * X.cols, mean, factors);
  for (; i < X.rows; i++) probe += scaleOne(X.data, to.data, i * X.cols, mean, factors);
  return probe === 0;
}

/** One row. @returns 0, or NaN where a result is not finite. */
function scaleOne(
  from: Float32Array,
  to: Float32Array,
  at: number,
  mean: Float64Array,
  factors: Float64Array,
): number {
  let probe = 0;
  for (let j = 0; j < mean.length; j++) {
    const value = (from[at + j]! - mean[j]!) * factors[j]!;
    to[at + j] = value;
    probe += value * 0;
  }
  return probe;
}

/** Four rows: what is read of the means and factors serves all of them. */
function scaleFour(
  from: Float32Array,
  to: Float32Array,
  a: number,
  mean: Float64Array,
  factors: Float64Array,
): number {
  const n = mean.length;
  const b = a + n;
  const c = b + n;
  const d = c + n;
  let probe = 0;
  for (let j = 0; j < n; j++) {
    const shift = mean[j]!;
    const factor = factors[j]!;
    const v0 = (from[a + j]! - shift) * factor;
    const v1 = (from[b + j]! - shift) * factor;
    const v2 = (from[c + j]! - shift) * factor;
    const v3 = (from[d + j]! - shift) * factor;
    to[a + j] = v0;
    to[b + j] = v1;
    to[c + j] = v2;
    to[d + j] = v3;
    probe += (v0 + v1 + (v2 + v3)) * 0;
  }
  return probe;
}

function scaledSparse(X: SparseMatrix, factors: Float64Array): SparseMatrix {
  const values = new Float32Array(X.values.length);
  for (let at = 0; at < values.length; at++) values[at] = X.values[at]! * factors[X.indices[at]!]!;
  return { ...X, values };
}

const fittedJson = z.object({ mean: float64s.optional(), scale: float64s });

/** `standardize`, for the registry. */
export const standardize: TransformerEntry<z.infer<typeof params>> = {
  id: 'standardize',
  summary: 'Mean 0 and standard deviation 1 for every feature; sparse features are only scaled',
  params,
  create: () => new Standardize(),
  fromJSON: (json) => {
    const { mean, scale } = fittedJson.parse(json);
    return new FittedStandardize(mean, scale);
  },
};
