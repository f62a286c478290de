import { type Matrix, takeRows } from '../../core/index.ts';
import { columnMeans } from '../transform/columns.ts';

/** Samples made ready to be clustered. They are not copied: what is to be lost least to rounding is seen from their mean. */
export interface Points {
  /** float32, (n, nFeatures): the samples of weight above 0. */
  readonly X: Matrix;
  /** Which samples these are, (n,). */
  readonly rows: Int32Array;
  /** Their weights, float64, (n,). */
  readonly weights: Float64Array;
  /** Their unweighted mean, float64, (nFeatures,). */
  readonly mean: Float64Array;
  /** Squared distance of each to the mean, float64, (n,). */
  readonly norms: Float64Array;
  /** Mean variance of a feature, in which tolerances are given. */
  readonly variance: number;
}

/** @param sampleWeight default all 1; samples of weight 0 are left out, at the price of a copy of the others. */
export function preparePoints(X: Matrix, sampleWeight?: Float64Array): Points {
  const all = Int32Array.from({ length: X.rows }, (_, i) => i);
  const rows = sampleWeight === undefined ? all : all.filter((i) => sampleWeight[i]! > 0);
  const kept = rows.length === X.rows ? X : takeRows(X, rows);
  const weights = Float64Array.from(rows, (i) => sampleWeight?.[i] ?? 1);
  const mean = columnMeans(kept);
  const norms = squaredDistancesTo(kept, mean);
  const variance = norms.reduce((a, b) => a + b) / (kept.rows * kept.cols);
  return { X: kept, rows, weights, mean, norms, variance };
}

/** Squared distance of every row to a point, float64, (X.rows,). */
export function squaredDistancesTo({ rows, cols, data }: Matrix, point: Float64Array): Float64Array {
  const distances = new Float64Array(rows);
  for (let i = 0; i < rows; i++) distances[i] = squaredDistanceTo(data, i * cols, cols, point);
  return distances;
}

/** Squared distance of the `n` values from `at` on to a point: two sums, so that an addition need not wait for the one
 * before. */
export function squaredDistanceTo(x: Float32Array, at: number, n: number, point: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let f = 0;
  for (; f + 2 <= n; f += 2) {
    const d0 = x[at + f]! - point[f]!;
    const d1 = x[at + f + 1]! - point[f + 1]!;
    s0 += d0 * d0;
    s1 += d1 * d1;
  }
  if (f < n) s0 += (x[at + f]! - point[f]!) ** 2;
  return s0 + s1;
}
