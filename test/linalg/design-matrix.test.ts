import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, toDense, toSparse } from '../../src/core/index.ts';
import { designMatrix, gram, transpose, transposeSparse } from '../../src/linalg/index.ts';
import { maxDifference } from '../support/estimator-data.ts';

const rng = createRng(7);

/** Random values, a third of them 0. */
function random(rows: number, cols: number): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => (rng.float() < 1 / 3 ? 0 : rng.normal())),
  );
}

/** X with a last column of `bias`. */
function extended(X: Matrix, bias: number): Matrix {
  const result = matrix(X.rows, X.cols + 1);
  for (let i = 0; i < X.rows; i++) {
    result.data.set(X.data.subarray(i * X.cols, (i + 1) * X.cols), i * result.cols);
    result.data[(i + 1) * result.cols - 1] = bias;
  }
  return result;
}

/** A·B in float64. */
function times(A: Matrix, B: Float32Array, k: number): Float64Array {
  const C = new Float64Array(A.rows * k);
  for (let i = 0; i < A.rows; i++) {
    for (let f = 0; f < A.cols; f++) {
      for (let j = 0; j < k; j++) C[i * k + j]! += A.data[i * A.cols + f]! * B[f * k + j]!;
    }
  }
  return C;
}

describe.each([0, 1, 2.5])('a design matrix with bias %d', (bias) => {
  const X = random(17, 6);
  const A = extended(X, bias);
  const V = random(7, 3).data;
  const R = random(17, 3).data;

  it.each([
    ['dense', designMatrix(X, bias)],
    ['sparse', designMatrix(toSparse(X), bias)],
  ])('multiplies, %s', async (_, design) => {
    const Z = times(A, V, 3);
    expect(maxDifference(await design.times(V, 3), Z)).toBeLessThan(1e-5);
    expect(maxDifference(await design.transposedTimes(R, 3), times(transpose(A), R, 3))).toBeLessThan(1e-5);
    const normal = await design.normalTimes(V, R, 3);
    const weighted = Float32Array.from(Z, (value, at) => value * R[at]!);
    expect(maxDifference(normal.Z, Z)).toBeLessThan(1e-5);
    expect(maxDifference(normal.HV, times(transpose(A), weighted, 3))).toBeLessThan(2e-5);
  });
});

describe('gram', () => {
  it.each([5, 300])('holds the products of all of %d rows, dense and sparse', async (rows) => {
    const X = random(rows, 9);
    const expected = times(X, transpose(X).data, rows);
    expect(maxDifference(await gram(X), expected)).toBeLessThan(1e-5);
    expect(maxDifference(await gram(toSparse(X)), expected)).toBeLessThan(1e-5);
  });
});

it('a sparse matrix is transposed as a dense one', () => {
  const X = random(5, 8);
  expect(toDense(transposeSparse(toSparse(X)))).toEqual(transpose(X));
});
