import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { product64, scatter } from '../../linalg/index.ts';

/** The hyper-parameter `shrinkage` of the discriminant analyses. */
export const shrinkageParam = z
  .union([z.enum(['none', 'auto']), z.number().min(0).max(1)])
  .default('none')
  .describe(
    "How far each class's covariance is drawn to a diagonal one: none, auto (Ledoit–Wolf), or a share in [0, 1]",
  );

/** `none`, `auto`, or a share. */
export type Shrinkage = z.infer<typeof shrinkageParam>;

/** A class's covariance as estimated: kept · covariance + diagonal. */
export interface ShrunkCovariance {
  /** What of the covariance of the samples is kept, in [0, 1]. */
  readonly kept: number;
  /** float64, (nFeatures,). */
  readonly diagonal: Float64Array;
}

/** How the covariance of one class is shrunk: a share to the mean variance on the diagonal; with `auto`, the share by which
 * standardised features are expected to come nearest to the true covariance, and to their own variances.
 * @param rows of the class. @param mean of the class, float64, (nFeatures,); @param variance the same, biased.
 * Cost: O(1), or for `auto` O(rows · nFeatures · the lesser of the two).
 * Source: Ledoit, Wolf, A well-conditioned estimator for large-dimensional covariance matrices, Journal of Multivariate
 * Analysis 88 (2004). */
export async function shrinkCovariance(
  X: Matrix,
  rows: Int32Array,
  mean: Float64Array,
  variance: Float64Array,
  shrinkage: Shrinkage,
): Promise<ShrunkCovariance> {
  const d = variance.length;
  if (shrinkage === 'none') return { kept: 1, diagonal: new Float64Array(d) };
  if (shrinkage !== 'auto') {
    const average = variance.reduce((a, b) => a + b) / d;
    return { kept: 1 - shrinkage, diagonal: new Float64Array(d).fill(shrinkage * average) };
  }
  // features that do not vary have variance 0 after standardising as well
  const average = variance.filter((value) => value > 0).length / d;
  const share = await ledoitWolf(X, rows, mean, variance, average);
  return {
    kept: 1 - share,
    diagonal: variance.map((value) => share * average * (value > 0 ? value : 1)),
  };
}

/** The Ledoit–Wolf share for standardised features.
 * @param average variance of a standardised feature: the share of those that vary. */
async function ledoitWolf(
  X: Matrix,
  rows: Int32Array,
  mean: Float64Array,
  variance: Float64Array,
  average: number,
): Promise<number> {
  const d = variance.length;
  const n = rows.length;
  if (d === 1) return 0;
  const scales = variance.map((value) => (value > 0 ? 1 / Math.sqrt(value) : 1));
  let fourth = 0;
  const z = new Float64Array(d);
  const standardised = new Float64Array(n <= d ? n * d : 0);
  for (let i = 0; i < n; i++) {
    const at = rows[i]! * d;
    let norm = 0;
    for (let f = 0; f < d; f++) {
      z[f] = (X.data[at + f]! - mean[f]!) * scales[f]!;
      norm += z[f]! * z[f]!;
    }
    fourth += norm * norm;
    if (n <= d) standardised.set(z, i * d);
  }
  const squared =
    (n <= d
      ? squaresOf(await gramOf(standardised, n, d))
      : squaresOf(await correlation(X, rows, mean, scales))) /
    (n * n);
  const beta = (fourth / n - squared) / (d * n);
  const delta = (squared - 2 * average * average * d + d * average * average) / d;
  return beta <= 0 || delta <= 0 ? 0 : Math.min(beta, delta) / delta;
}

function gramOf(data: Float64Array, rows: number, cols: number): Promise<Float64Array> {
  return product64({ data, rows, cols }, { data, rows, cols });
}

/** ZᵀZ of the standardised rows Z. */
async function correlation(
  X: Matrix,
  rows: Int32Array,
  mean: Float64Array,
  scales: Float64Array,
): Promise<Float64Array> {
  const d = X.cols;
  const S = await scatter(X, {
    rows,
    starts: Int32Array.of(0, rows.length),
    means: mean,
    weights: Float64Array.of(1),
  });
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) S[i * d + j]! *= scales[i]! * scales[j]!;
  return S;
}

function squaresOf(values: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * values[at]!;
  return sum;
}
