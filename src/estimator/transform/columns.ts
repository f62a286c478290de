import { type Matrix, matrix } from '../../core/index.ts';

/** The mean of every column, float64, (X.cols,). */
export function columnMeans(X: Matrix): Float64Array {
  const means = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) means[j]! += X.data[i * X.cols + j]!;
  }
  for (let j = 0; j < X.cols; j++) means[j]! /= X.rows;
  return means;
}

/** The population variance of every column, float64, (X.cols,), in a second pass over X. */
export function columnVariances(X: Matrix, means: Float64Array): Float64Array {
  const variances = new Float64Array(X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) {
      const deviation = X.data[i * X.cols + j]! - means[j]!;
      variances[j]! += deviation * deviation;
    }
  }
  for (let j = 0; j < X.cols; j++) variances[j]! /= X.rows;
  return variances;
}

/** X with the means taken off, a new matrix. */
export function centred(X: Matrix, means: Float64Array): Matrix {
  const result = matrix(X.rows, X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) result.data[i * X.cols + j] = X.data[i * X.cols + j]! - means[j]!;
  }
  return result;
}
