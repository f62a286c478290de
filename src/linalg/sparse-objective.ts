import { setImmediate } from 'node:timers/promises';
import type { SparseMatrix } from '../core/index.ts';
import { FLOAT32_NOISE } from './lbfgs.ts';
import { sparseTimes } from './sparse-times.ts';
import { transposeSparse } from './transpose-sparse.ts';
import { typedLosses } from './typed-loss.ts';
import type { LinearObjective, LinearProblem, LossId } from './types.ts';

/** How long minimising may keep the process from everything else. */
const MAX_BUSY_MS = 25;

/** The objectives of problems on the same large sparse X: products in float32, losses in float64. One transposed copy of X
 * serves them all.
 * Cost: about 0.2 ns per entry of X and output, 15 ns per sample and output. */
export function sparseObjectives(
  loss: LossId,
  X: SparseMatrix,
  problems: readonly LinearProblem[],
): LinearObjective[] {
  const Xt = transposeSparse(X);
  return problems.map((problem) => sparseObjective(loss, X, Xt, problem));
}

function sparseObjective(
  loss: LossId,
  X: SparseMatrix,
  Xt: SparseMatrix,
  { targets, weights }: LinearProblem,
): LinearObjective {
  const k = targets.cols;
  const V = new Float32Array(X.cols * k);
  const R = new Float32Array(X.rows * k);
  const Z = new Float64Array(X.rows * k);
  let since = performance.now();
  return {
    noise: FLOAT32_NOISE,
    nFeatures: X.cols,
    nOutputs: k,
    size: V.length + k,
    evaluate: async (parameters, gradient) => {
      if (performance.now() - since > MAX_BUSY_MS) {
        await setImmediate();
        since = performance.now();
      }
      V.set(parameters.subarray(0, V.length));
      Z.set(sparseTimes(X, V, k));
      addIntercept(Z, parameters.subarray(V.length));
      const total = typedLosses[loss](Z, targets.data, weights, k);
      R.set(Z);
      gradient.set(sparseTimes(Xt, R, k));
      sumColumns(Z, gradient.subarray(V.length));
      return total;
    },
  };
}

function addIntercept(Z: Float64Array, intercept: Float64Array): void {
  const k = intercept.length;
  for (let row = 0; row < Z.length; row += k) {
    for (let c = 0; c < k; c++) Z[row + c]! += intercept[c]!;
  }
}

function sumColumns(R: Float64Array, sums: Float64Array): void {
  const k = sums.length;
  sums.fill(0);
  for (let row = 0; row < R.length; row += k) {
    for (let c = 0; c < k; c++) sums[c]! += R[row + c]!;
  }
}
