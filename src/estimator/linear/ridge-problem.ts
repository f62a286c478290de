import { type Features, isSparse, type Matrix } from '../../core/index.ts';

/** Weighted least squares of several targets on the same features, regularised: minimise
 * Σ weight · ‖y − Wx − b‖² + alpha · ‖W‖². */
export interface RidgeProblem {
  readonly X: Features;
  /** float64, (X.rows, nTargets), row-major. */
  readonly targets: Float64Array;
  readonly nTargets: number;
  /** float64, (X.rows,), above 0. */
  readonly weights: Float64Array;
  readonly fitIntercept: boolean;
}

/** Weighted means, which the intercept takes care of: 0 without one. */
export interface RidgeMeans {
  /** float64, (nFeatures,). */
  readonly features: Float64Array;
  /** float64, (nTargets,). */
  readonly targets: Float64Array;
}

/** The means of a problem. */
export function ridgeMeans({ X, targets, nTargets, weights, fitIntercept }: RidgeProblem): RidgeMeans {
  const means = { features: new Float64Array(X.cols), targets: new Float64Array(nTargets) };
  if (!fitIntercept) return means;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < X.rows; i++) {
    const share = weights[i]! / total;
    addRow(X, i, share, means.features);
    for (let t = 0; t < nTargets; t++) means.targets[t]! += share * targets[i * nTargets + t]!;
  }
  return means;
}

function addRow(X: Features, i: number, scale: number, to: Float64Array): void {
  if (isSparse(X)) {
    for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) to[X.indices[at]!]! += scale * X.values[at]!;
  } else {
    for (let j = 0; j < X.cols; j++) to[j]! += scale * X.data[i * X.cols + j]!;
  }
}

export interface RidgeSolution {
  /** float32, (nTargets, nFeatures). */
  readonly weights: Matrix;
  /** float64, (nTargets,). */
  readonly intercept: Float64Array;
}
