import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix } from '../../src/core/index.ts';
import {
  type Kernel,
  kernelBase,
  kernelFromBase,
  kernelMatrix,
  kernelProducts,
} from '../../src/linalg/index.ts';
import { maxDifference } from '../support/estimator-data.ts';

const rng = createRng(1);
const random = (rows: number, cols: number) =>
  matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
const [A, B, C] = [random(7, 5), random(4, 5), random(3, 4)];
// A row of zeros has no direction.
B.data.fill(0, 0, 5);

const values: Readonly<Record<Kernel['kind'], (dot: number, aa: number, bb: number) => number>> = {
  rbf: (dot, aa, bb) => Math.exp(-0.3 * (aa + bb - 2 * dot)),
  linear: (dot) => dot,
  polynomial: (dot) => (0.3 * dot + 0.5) ** 3,
  sigmoid: (dot) => Math.tanh(0.3 * dot + 0.5),
  cosine: (dot, aa, bb) => (aa * bb === 0 ? 0 : dot / Math.sqrt(aa * bb)),
};

function expectedKernel(kind: Kernel['kind']): Matrix {
  const dot = (X: Matrix, i: number, Y: Matrix, j: number) => {
    let sum = 0;
    for (let f = 0; f < X.cols; f++) sum += X.data[i * X.cols + f]! * Y.data[j * Y.cols + f]!;
    return sum;
  };
  const K = matrix(A.rows, B.rows);
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      K.data[i * B.rows + j] = values[kind](dot(A, i, B, j), dot(A, i, A, i), dot(B, j, B, j));
    }
  }
  return K;
}

describe.each(Object.keys(values) as Kernel['kind'][])('the %s kernel', (kind) => {
  const kernel: Kernel = { kind, gamma: 0.3, degree: 3, coef0: 0.5 };
  const expected = expectedKernel(kind);

  it('is computed at once or from its base', async () => {
    expect(maxDifference((await kernelMatrix(A, B, kernel)).data, expected.data)).toBeLessThan(1e-5);
    const base = await kernelBase(A, B, kind);
    expect(maxDifference((await kernelFromBase(base, kernel)).data, expected.data)).toBeLessThan(1e-5);
  });

  it('is multiplied without leaving the graph', async () => {
    const product = matrix(A.rows, C.rows);
    for (let i = 0; i < A.rows; i++) {
      for (let c = 0; c < C.rows; c++) {
        for (let j = 0; j < B.rows; j++) {
          product.data[i * C.rows + c]! += expected.data[i * B.rows + j]! * C.data[c * B.rows + j]!;
        }
      }
    }
    const [first, second] = await kernelProducts(
      A,
      [
        { B, C },
        { B, C: random(2, 4) },
      ],
      kernel,
    );
    expect(maxDifference(first!.data, product.data)).toBeLessThan(1e-4);
    expect([second!.rows, second!.cols]).toEqual([7, 2]);
  });

  it('refuses rows of different lengths', async () => {
    await expect(kernelMatrix(A, random(2, 4), kernel)).rejects.toThrow(RangeError);
  });
});
