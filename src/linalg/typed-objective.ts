import { setImmediate } from 'node:timers/promises';
import { type Features, isSparse, type Matrix, type SparseMatrix } from '../core/index.ts';
import { typedLosses } from './typed-loss.ts';
import type { LinearObjective, LinearProblem, LossId } from './types.ts';

/** How long minimising may keep the process from everything else. */
const MAX_BUSY_MS = 25;
/** Rounding of a sum of float64 terms, relative. */
const FLOAT64_NOISE = 1e-14;

/** A linear problem in typed-array code, float64 throughout; it touches the entries of sparse features only.
 * Cost: about 2 ns per entry of X and output. */
export function typedObjective(
  loss: LossId,
  X: Features,
  { targets, weights }: LinearProblem,
): LinearObjective {
  const nFeatures = X.cols;
  const nOutputs = targets.cols;
  const Z = new Float64Array(X.rows * nOutputs);
  let since = performance.now();
  return {
    noise: FLOAT64_NOISE,
    nFeatures,
    nOutputs,
    size: (nFeatures + 1) * nOutputs,
    evaluate: async (parameters, gradient) => {
      if (performance.now() - since > MAX_BUSY_MS) {
        await setImmediate();
        since = performance.now();
      }
      forward(X, parameters, Z, nOutputs);
      const total = typedLosses[loss](Z, targets.data, weights, nOutputs);
      gradient.fill(0);
      backward(X, Z, gradient, nOutputs);
      return total;
    },
  };
}

/** Z = X·V + b. */
function forward(X: Features, parameters: Float64Array, Z: Float64Array, k: number): void {
  const b = X.cols * k;
  for (let i = 0; i < X.rows; i++) {
    for (let c = 0; c < k; c++) Z[i * k + c] = parameters[b + c]!;
    if (isSparse(X)) sparseForward(X, i, parameters, Z, k);
    else denseForward(X, i, parameters, Z, k);
  }
}

/** dV = Xᵀ·R and db = Σ R, added to the gradient. */
function backward(X: Features, R: Float64Array, gradient: Float64Array, k: number): void {
  const b = X.cols * k;
  for (let i = 0; i < X.rows; i++) {
    if (isIdle(R, i * k, k)) continue;
    for (let c = 0; c < k; c++) gradient[b + c]! += R[i * k + c]!;
    if (isSparse(X)) sparseBackward(X, i, R, gradient, k);
    else denseBackward(X, i, R, gradient, k);
  }
}

/** Samples without a say: weight 0, or a hinge that is met. */
function isIdle(R: Float64Array, row: number, k: number): boolean {
  for (let at = row; at < row + k; at++) if (R[at] !== 0) return false;
  return true;
}

function denseForward(X: Matrix, i: number, V: Float64Array, Z: Float64Array, k: number): void {
  for (let j = 0; j < X.cols; j++) addScaled(Z, i * k, X.data[i * X.cols + j]!, V, j * k, k);
}

function sparseForward(X: SparseMatrix, i: number, V: Float64Array, Z: Float64Array, k: number): void {
  const { indices, values } = X;
  const end = X.indptr[i + 1]!;
  if (k === 1) {
    let z = Z[i]!;
    for (let at = X.indptr[i]!; at < end; at++) z += values[at]! * V[indices[at]!]!;
    Z[i] = z;
    return;
  }
  for (let at = X.indptr[i]!; at < end; at++) addScaled(Z, i * k, values[at]!, V, indices[at]! * k, k);
}

function denseBackward(X: Matrix, i: number, R: Float64Array, dV: Float64Array, k: number): void {
  for (let j = 0; j < X.cols; j++) addScaled(dV, j * k, X.data[i * X.cols + j]!, R, i * k, k);
}

function sparseBackward(X: SparseMatrix, i: number, R: Float64Array, dV: Float64Array, k: number): void {
  const { indices, values } = X;
  const end = X.indptr[i + 1]!;
  if (k === 1) {
    const r = R[i]!;
    for (let at = X.indptr[i]!; at < end; at++) dV[indices[at]!]! += values[at]! * r;
    return;
  }
  for (let at = X.indptr[i]!; at < end; at++) addScaled(dV, indices[at]! * k, values[at]!, R, i * k, k);
}

function addScaled(
  to: Float64Array,
  toAt: number,
  scale: number,
  values: Float64Array,
  at: number,
  n: number,
): void {
  for (let c = 0; c < n; c++) to[toAt + c]! += scale * values[at + c]!;
}
