import { type Features, isSparse, selectRows, toDense } from '../../core/index.ts';
import { dot } from '../../linalg/index.ts';

/** Where features lie, and how far they reach. */
export interface FeatureSpread {
  /** Of each feature, float64, (nFeatures,). */
  readonly mean: Float64Array;
  /** Σλ² / Σλ over the eigenvalues λ of the covariance: the variance along a typical direction of the data. */
  readonly variance: number;
}

/** Rows that the variance is estimated from. */
const SAMPLE = 32;

/** Estimate the spread of features: their means exactly, the variance from products of a few rows x, y about the means,
 * as E‖x‖² = Σλ and E(x·y)² = Σλ².
 * Cost: one pass over X. */
export function featureSpread(X: Features): FeatureSpread {
  const mean = columnMeans(X);
  const count = Math.min(SAMPLE, X.rows);
  const rows = Int32Array.from({ length: count }, (_, i) => Math.floor((i * X.rows) / count));
  const { data } = toDense(selectRows(X, rows));
  for (let at = 0; at < data.length; at++) data[at]! -= mean[at % X.cols]!;
  let squares = 0;
  let products = 0;
  for (let a = 0; a < count; a++) {
    squares += dot(data, a * X.cols, data, a * X.cols, X.cols);
    for (let b = 0; b < a; b++) products += dot(data, a * X.cols, data, b * X.cols, X.cols) ** 2;
  }
  if (squares === 0 || count === 1) return { mean, variance: squares };
  return { mean, variance: (2 * products) / (count - 1) / squares };
}

function columnMeans(X: Features): Float64Array {
  const mean = new Float64Array(X.cols);
  if (isSparse(X)) {
    for (let at = 0; at < X.values.length; at++) mean[X.indices[at]!]! += X.values[at]!;
  } else {
    for (let from = 0; from < X.data.length; from += X.cols) addRow(mean, X.data, from);
  }
  for (let j = 0; j < mean.length; j++) mean[j]! /= X.rows;
  return mean;
}

function addRow(sum: Float64Array, values: Float32Array, from: number): void {
  for (let j = 0; j < sum.length; j++) sum[j]! += values[from + j]!;
}
