import { createRng, type Matrix, matrix } from '../core/index.ts';
import { combine } from './combine.ts';
import { symmetricEigen } from './eigen.ts';
import { orthonormalise } from './orthonormal.ts';
import { product } from './product.ts';
import { symmetrised } from './symmetrised.ts';

/** Blocks of vectors that the search space holds before it is reduced to the best block: one more saves at most one product
 * and costs a decomposition of twice the size. */
const BLOCKS = 2;
/** Products that sharpen the random block before the search. */
const POWERS = 3;
/** Products with the operator at most, in blocks. */
const MOST_PRODUCTS = 60;
/** Residuals, as a share of the greatest eigenvalue, that float32 products cannot improve on. */
const ROUNDING = 4e-7;

export interface LeadingEigenOptions {
  /** Seeds the first vectors. */
  readonly seed: number;
  /** The angle (radians) by which the found subspace may be off, as the residuals tell it. */
  readonly tolerance: number;
  /** Awaited after every product. */
  readonly pause: () => Promise<void>;
}

export interface LeadingEigen {
  /** float64, (count,), descending. */
  readonly values: Float64Array;
  /** float32, (count, d): row i the unit eigenvector of value i. */
  readonly vectors: Matrix;
}

/** The greatest eigenvalues of a symmetric positive operator of size d and their vectors, by block Krylov spaces of random
 * vectors, restarted with the best ones until the subspace has settled.
 * @param apply the operator on the rows of a float32 matrix, (b, d) to (b, d).
 * @param k how many, at most d; fewer are found where the operator has a lower rank.
 * Cost: about 5 products with a block of k + max(10, k / 8) vectors where the spectrum falls off after k.
 * Source: Musco & Musco, Randomized block Krylov methods for stronger and faster approximate singular value
 * decomposition, NeurIPS (2015). */
export async function leadingEigen(
  apply: (V: Matrix) => Promise<Matrix>,
  d: number,
  k: number,
  { seed, tolerance, pause }: LeadingEigenOptions,
): Promise<LeadingEigen> {
  const size = Math.min(d, k + Math.max(10, Math.ceil(k / 8)));
  const rng = createRng(seed);
  let hasGuess = false;
  let W = matrix(0, d);
  let AW = matrix(0, d);
  let candidates = matrix(
    size,
    d,
    Float32Array.from({ length: size * d }, () => rng.float() - 0.5),
  );
  // Powers of the operator first: they cost no decomposition of the search space.
  for (let power = 0; power < POWERS; power++) {
    candidates = await apply(await orthonormalise(candidates, W));
    await pause();
  }
  for (let products = 1; ; products++) {
    const block = await orthonormalise(candidates, W);
    const image = await apply(block);
    W = stacked(W, block);
    AW = stacked(AW, image);
    await pause();
    const isLast = block.rows === 0 || W.rows === d || products === MOST_PRODUCTS;
    const isFull = W.rows + size > BLOCKS * size;
    if (!isLast && !isFull && !hasGuess) {
      candidates = image;
      continue;
    }
    const { values, vectors, images } = await ritz(W, AW, size);
    const residuals = residualsOf(values, vectors, images);
    if (isLast || hasSettled(values, residuals, k, tolerance)) {
      const count = Math.min(k, values.length);
      return { values: values.slice(0, count), vectors: firstRows(vectors, count) };
    }
    hasGuess = true;
    candidates = residuals;
    if (isFull) [W, AW] = [vectors, images];
  }
}

/** The best approximations within the span of W, and their images. */
async function ritz(
  W: Matrix,
  AW: Matrix,
  size: number,
): Promise<{ values: Float64Array; vectors: Matrix; images: Matrix }> {
  const { values, vectors } = symmetricEigen(symmetrised(await product(W, AW)), W.rows);
  const count = Math.min(size, W.rows);
  const weights = matrix(count, W.rows, Float32Array.from(vectors.subarray(0, count * W.rows)));
  return {
    values: values.slice(0, count),
    vectors: await combine(weights, W),
    images: await combine(weights, AW),
  };
}

/** Each image less its vector times its value. */
function residualsOf(values: Float64Array, vectors: Matrix, images: Matrix): Matrix {
  const { rows, cols } = vectors;
  const residuals = matrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    for (let at = i * cols; at < (i + 1) * cols; at++) {
      residuals.data[at] = images.data[at]! - values[i]! * vectors.data[at]!;
    }
  }
  return residuals;
}

/** Whether the residuals of the first k are small beside the gap after them, by the theorem of Davis and Kahan, or as
 * small as they get. */
function hasSettled(values: Float64Array, residuals: Matrix, k: number, tolerance: number): boolean {
  let squares = 0;
  let greatest = 0;
  for (let i = 0; i < Math.min(k, values.length); i++) {
    let own = 0;
    for (let at = i * residuals.cols; at < (i + 1) * residuals.cols; at++) own += residuals.data[at]! ** 2;
    squares += own;
    greatest = Math.max(greatest, own);
  }
  const gap = values[k - 1]! - (values[k] ?? 0);
  return Math.sqrt(squares) <= tolerance * gap || Math.sqrt(greatest) <= ROUNDING * values[0]!;
}

function stacked(A: Matrix, B: Matrix): Matrix {
  const result = matrix(A.rows + B.rows, A.cols);
  result.data.set(A.data);
  result.data.set(B.data, A.data.length);
  return result;
}

function firstRows(X: Matrix, count: number): Matrix {
  return matrix(count, X.cols, X.data.slice(0, count * X.cols));
}
