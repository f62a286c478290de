import type { Matrix } from '../../core/index.ts';
import { distances, product } from '../../linalg/index.ts';

/** A kernel with every number known. */
export interface Kernel {
  readonly kind: 'rbf' | 'linear' | 'poly' | 'sigmoid';
  readonly gamma: number;
  readonly degree: number;
  readonly coef0: number;
}

/** Kernel values of every row of A with every row of B: rbf exp(−γ‖a − b‖²), linear a·b, poly (γ a·b + coef0)^degree,
 * sigmoid tanh(γ a·b + coef0).
 * @returns float32, (A.rows, B.rows). */
export async function kernelMatrix(A: Matrix, B: Matrix, kernel: Kernel): Promise<Matrix> {
  const { kind, gamma, degree, coef0 } = kernel;
  if (kind === 'linear') return product(A, B);
  if (kind === 'rbf') {
    const K = await distances(A, B, 'euclidean');
    for (let i = 0; i < K.data.length; i++) K.data[i] = Math.exp(-gamma * K.data[i]!);
    return K;
  }
  const K = await product(A, B);
  if (kind === 'poly') {
    for (let i = 0; i < K.data.length; i++) K.data[i] = (gamma * K.data[i]! + coef0) ** degree;
  } else {
    for (let i = 0; i < K.data.length; i++) K.data[i] = Math.tanh(gamma * K.data[i]! + coef0);
  }
  return K;
}

/** `scale` is 1 / (nFeatures · variance of all values of X), 1 where that variance is 0; `auto` is 1 / nFeatures. */
export function resolveGamma(gamma: number | 'scale' | 'auto', X: Matrix): number {
  if (gamma === 'auto') return 1 / X.cols;
  if (gamma !== 'scale') return gamma;
  let mean = 0;
  for (let i = 0; i < X.data.length; i++) mean += X.data[i]!;
  mean /= X.data.length;
  let squares = 0;
  for (let i = 0; i < X.data.length; i++) squares += (X.data[i]! - mean) ** 2;
  const variance = squares / X.data.length;
  return variance === 0 ? 1 : 1 / (X.cols * variance);
}
