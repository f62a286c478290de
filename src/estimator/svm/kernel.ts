import type { Matrix } from '../../core/index.ts';
import type { Kernel } from '../../linalg/index.ts';
import type { SharedSvmParams } from './params.ts';

/** A kernel with every number known; `precomputed` is the look-up in a matrix of kernel values. */
export interface SvmKernel extends Omit<Kernel, 'kind'> {
  readonly kind: SharedSvmParams['kernel'];
}

/** The kernel of the parameters for the named rows of X. */
export function resolveKernel(
  { kernel: kind, gamma, degree, coef0 }: SharedSvmParams,
  X: Matrix,
  rows: Int32Array,
): SvmKernel {
  const usesGamma = kind === 'rbf' || kind === 'polynomial' || kind === 'sigmoid';
  return { kind, gamma: usesGamma ? resolveGamma(gamma, X, rows) : 1, degree, coef0 };
}

/** `scale` is 1 / (nFeatures · variance of all values), 1 where that variance is 0; `auto` is 1 / nFeatures.
 * @param rows of X that count; default all. */
export function resolveGamma(
  gamma: number | 'scale' | 'auto',
  X: Matrix,
  rows: Int32Array = Int32Array.from({ length: X.rows }, (_, i) => i),
): number {
  if (gamma === 'auto') return 1 / X.cols;
  if (gamma !== 'scale') return gamma;
  // Values are summed as differences to one of them, so that a great mean cancels nothing.
  const origin = X.data[rows[0]! * X.cols]!;
  const sums = { first: 0, second: 0 };
  for (let r = 0; r < rows.length; r++) {
    addRow(X.data, rows[r]! * X.cols, (rows[r]! + 1) * X.cols, origin, sums);
  }
  const n = rows.length * X.cols;
  const variance = sums.second / n - (sums.first / n) ** 2;
  return variance <= 0 ? 1 : 1 / (X.cols * variance);
}

function addRow(
  values: Float32Array,
  from: number,
  to: number,
  origin: number,
  sums: { first: number; second: number },
): void {
  let first = 0;
  let second = 0;
  for (let at = from; at < to; at++) {
    const difference = values[at]! - origin;
    first += difference;
    second += difference * difference;
  }
  sums.first += first;
  sums.second += second;
}
