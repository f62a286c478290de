import { type Matrix, matrix } from '../core/index.ts';
import { dot } from './blocked.ts';
import { combine, subtractCombination } from './combine.ts';
import { symmetricEigen } from './eigen.ts';
import { product } from './product.ts';
import { choleskyFactor, triangularInverse } from './triangular.ts';

/** What is left of a row, as a share of its length, when it was a combination of others but for rounding. */
const ROUNDING = 1e-5;
/** What a row must have left beside those before it, squared, for Cholesky to keep its digits. */
const INDEPENDENT = 1e-3;

/** An orthonormal basis of what the rows of Y span beside the rows of W; there are fewer where rows depend on others.
 * @param Y float32, (count, d). @param W float32, (m, d), orthonormal rows; m may be 0.
 * @returns float32, (at most count, d).
 * Source: Stathopoulos & Wu, A block orthogonalization procedure with constant synchronization requirements, SIAM
 * Journal on Scientific Computing 23 (2002). */
export async function orthonormalise(Y: Matrix, W: Matrix): Promise<Matrix> {
  // Twice is enough: the second pass removes what rounding left in the first.
  return orthonormaliseOnce(await orthonormaliseOnce(Y, W), W);
}

async function orthonormaliseOnce(Y: Matrix, W: Matrix): Promise<Matrix> {
  const before = lengths(Y);
  const rest = W.rows === 0 ? copy(Y) : await subtractCombination(Y, await product(Y, W), W);
  const units = unitRows(rest, before);
  if (units.rows === 0) return units;
  return combine(await whitener(units), units);
}

/** The combinations of unit rows that are orthonormal, float32, (count, U.rows); fewer than rows where they depend on each
 * other. */
async function whitener(U: Matrix): Promise<Matrix> {
  const n = U.rows;
  const gram = Float64Array.from((await product(U, U)).data);
  const factor = gram.slice();
  if (await choleskyFactor(factor, n, INDEPENDENT)) {
    await triangularInverse(factor, n);
    return matrix(n, n, Float32Array.from(factor));
  }
  const { values, vectors } = symmetricEigen(gram, n);
  const kept = values.filter((value) => value > ROUNDING * values[0]!).length;
  const weights = matrix(kept, n);
  for (let i = 0; i < kept; i++) {
    const scale = 1 / Math.sqrt(values[i]!);
    for (let j = 0; j < n; j++) weights.data[i * n + j] = vectors[i * n + j]! * scale;
  }
  return weights;
}

function copy(X: Matrix): Matrix {
  return matrix(X.rows, X.cols, X.data.slice());
}

function lengths({ data, rows, cols }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => Math.sqrt(dot(data, i * cols, data, i * cols, cols)));
}

/** The rows of X that are more than rounding of what they were, scaled to unit length in place. */
function unitRows(X: Matrix, before: Float64Array): Matrix {
  const after = lengths(X);
  let kept = 0;
  for (let i = 0; i < X.rows; i++) {
    if (after[i]! <= ROUNDING * before[i]!) continue;
    const scale = 1 / after[i]!;
    for (let j = 0; j < X.cols; j++) X.data[kept * X.cols + j] = X.data[i * X.cols + j]! * scale;
    kept++;
  }
  return matrix(kept, X.cols, X.data.subarray(0, kept * X.cols));
}
