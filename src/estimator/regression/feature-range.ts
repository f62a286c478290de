import { type Features, isSparse, type Matrix } from '../../core/index.ts';

/** How far each feature counts. */
export interface FeatureRange {
  /** float32, (nFeatures,). */
  readonly lower: Float32Array;
  /** float32, (nFeatures,). */
  readonly upper: Float32Array;
}

/** The range of each feature in training and as much again on either side. 0 is always in the range, so that the zeros
 * of sparse features stay what they are. */
export function featureRange(X: Features): FeatureRange {
  const lower = new Float32Array(X.cols);
  const upper = new Float32Array(X.cols);
  const add = (j: number, value: number) => {
    if (value < lower[j]!) lower[j] = value;
    else if (value > upper[j]!) upper[j] = value;
  };
  if (isSparse(X)) X.values.forEach((value, at) => void add(X.indices[at]!, value));
  else for (let i = 0, at = 0; i < X.rows; i++) for (let j = 0; j < X.cols; j++, at++) add(j, X.data[at]!);
  for (let j = 0; j < X.cols; j++) {
    const range = upper[j]! - lower[j]!;
    lower[j]! -= range;
    upper[j]! += range;
  }
  return { lower, upper };
}

/** Whether a value, NaN aside, is beyond its range. */
export function isBeyond(X: Features, { lower, upper }: FeatureRange): boolean {
  if (isSparse(X)) {
    return X.values.some((value, at) => value < lower[X.indices[at]!]! || value > upper[X.indices[at]!]!);
  }
  for (let from = 0; from < X.data.length; from += X.cols) {
    if (isRowBeyond(X.data, from, lower, upper)) return true;
  }
  return false;
}

function isRowBeyond(data: Float32Array, from: number, lower: Float32Array, upper: Float32Array): boolean {
  for (let j = 0; j < lower.length; j++) {
    const value = data[from + j]!;
    if (value < lower[j]! || value > upper[j]!) return true;
  }
  return false;
}

/** A copy of X whose values beyond their range are at its end. */
export function clampFeatures(X: Features, { lower, upper }: FeatureRange): Features {
  const clamp = (value: number, j: number) => Math.min(Math.max(value, lower[j]!), upper[j]!);
  if (isSparse(X)) return { ...X, values: X.values.map((value, at) => clamp(value, X.indices[at]!)) };
  return { ...X, data: X.data.map((value, at) => clamp(value, at % X.cols)) } satisfies Matrix;
}
