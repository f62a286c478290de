import { type Features, type Matrix, matrix, rowOf, toDense } from '../../core/index.ts';

/** Give every feature mean 0 and variance 1 over the set, so that none decides alone how alike two samples are. Features
 * that do not vary become 0.
 * @returns a new float32 matrix of the same shape. */
export function standardise(features: Features): Matrix {
  const X = toDense(features);
  const { rows, cols } = X;
  const mean = new Float64Array(cols);
  const variance = new Float64Array(cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) mean[j]! += X.data[i * cols + j]! / rows;
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) variance[j]! += (X.data[i * cols + j]! - mean[j]!) ** 2 / rows;
  }
  const scale = variance.map((value, j) => (value <= 1e-12 * mean[j]! ** 2 ? 0 : 1 / Math.sqrt(value)));
  const standard = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      standard.data[i * cols + j] = (X.data[i * cols + j]! - mean[j]!) * scale[j]!;
    }
  }
  return standard;
}

/** Standardised features with rows of length 1, but for rows of zeros: for cosines.
 * @returns a new float32 matrix of the same shape. */
export function unitRows(features: Features): Matrix {
  const X = standardise(features);
  for (let i = 0; i < X.rows; i++) {
    const row = rowOf(X, i);
    let square = 0;
    for (let j = 0; j < row.length; j++) square += row[j]! * row[j]!;
    if (square === 0) continue;
    const length = Math.sqrt(square);
    for (let j = 0; j < row.length; j++) row[j]! /= length;
  }
  return X;
}
