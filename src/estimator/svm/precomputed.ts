import type { Matrix } from '../../core/index.ts';
import type { SharedSvmParams } from './params.ts';

/** @param rows of the samples to fit, out of X.
 * @throws {RangeError} If the kernel is precomputed and X does not hold its values for the samples to fit. */
export function checkPrecomputed({ kernel }: SharedSvmParams, X: Matrix, rows: number, id: string): void {
  if (kernel !== 'precomputed' || rows === X.cols) return;
  throw new RangeError(
    `Cannot fit ${id} as X must be square with a precomputed kernel, one value for each pair of training samples: it is ${rows}×${X.cols}`,
  );
}
