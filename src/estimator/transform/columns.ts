import { type Matrix, type SparseMatrix, unwrittenMatrix } from '../../core/index.ts';

/** Mean and population variance of every column, float64, (cols,). */
export interface ColumnMoments {
  readonly means: Float64Array;
  readonly variances: Float64Array;
}

/** Mean and variance of every column in one pass over X: sums of differences from the first row, in float64, so that
 * offsets cost no digits and a constant column has a variance of exactly 0. */
export function columnMoments({ data, rows, cols }: Matrix): ColumnMoments {
  const first = Float64Array.from(data.subarray(0, cols));
  const sums = new Float64Array(cols);
  const squares = new Float64Array(cols);
  let i = 0;
  for (; i + 4 <= rows; i += 4) addFourRows(data, i * cols, first, sums, squares);
  for (; i < rows; i++) addRow(data, i * cols, first, sums, squares);
  const means = sums.map((sum, j) => first[j]! + sum / rows);
  const variances = squares.map((square, j) => Math.max(0, (square - (sums[j]! * sums[j]!) / rows) / rows));
  return { means, variances };
}

function addRow(
  x: Float32Array,
  at: number,
  first: Float64Array,
  sums: Float64Array,
  squares: Float64Array,
): void {
  for (let j = 0; j < first.length; j++) {
    const difference = x[at + j]! - first[j]!;
    sums[j]! += difference;
    squares[j]! += difference * difference;
  }
}

/** Four rows at a time: the sums are read and written once for them. */
function addFourRows(
  x: Float32Array,
  a: number,
  first: Float64Array,
  sums: Float64Array,
  squares: Float64Array,
): void {
  const n = first.length;
  const b = a + n;
  const c = b + n;
  const d = c + n;
  for (let j = 0; j < n; j++) {
    const origin = first[j]!;
    const x0 = x[a + j]! - origin;
    const x1 = x[b + j]! - origin;
    const x2 = x[c + j]! - origin;
    const x3 = x[d + j]! - origin;
    sums[j]! += x0 + x1 + (x2 + x3);
    squares[j]! += x0 * x0 + x1 * x1 + (x2 * x2 + x3 * x3);
  }
}

/** Mean and variance of every column of sparse features, their zeros counted, in two passes. */
export function sparseColumnMoments({ rows, cols, indices, values }: SparseMatrix): ColumnMoments {
  const means = new Float64Array(cols);
  const entries = new Int32Array(cols);
  for (let at = 0; at < values.length; at++) {
    means[indices[at]!]! += values[at]!;
    entries[indices[at]!]!++;
  }
  for (let j = 0; j < cols; j++) means[j]! /= rows;
  const variances = means.map((mean, j) => (rows - entries[j]!) * mean * mean);
  for (let at = 0; at < values.length; at++)
    variances[indices[at]!]! += (values[at]! - means[indices[at]!]!) ** 2;
  for (let j = 0; j < cols; j++) variances[j]! /= rows;
  return { means, variances };
}

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
  const result = unwrittenMatrix(X.rows, X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) result.data[i * X.cols + j] = X.data[i * X.cols + j]! - means[j]!;
  }
  return result;
}
