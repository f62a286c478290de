import { type Features, isSparse, type Matrix, type SparseMatrix } from '../../core/index.ts';
import { checkFinite } from '../validate.ts';

/** Weighted least squares of several targets on the same features, regularised: minimise
 * Σ weight · ‖y − Wx − b‖² + alpha · ‖W‖². */
export interface RidgeProblem {
  /** The registry id of what is fitted, for messages. */
  readonly name: string;
  /** Not yet known to be finite: see {@link ridgeMeans}. */
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

/** The means of a problem. They show whether X is finite, which saves a look at all of it.
 * @throws {RangeError} If X is not finite. */
export function ridgeMeans(problem: RidgeProblem): RidgeMeans {
  const means = weightedMeans(problem);
  if (!problem.fitIntercept || !means.features.every(Number.isFinite)) {
    checkFinite(problem.X, `fit ${problem.name}`);
  }
  return means;
}

function weightedMeans({ X, targets, nTargets, weights, fitIntercept }: RidgeProblem): RidgeMeans {
  const means = { features: new Float64Array(X.cols), targets: new Float64Array(nTargets) };
  if (!fitIntercept) return means;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / total);
  if (isSparse(X)) addSparseRows(X, shares, means.features);
  else addRows(X.data, shares, means.features);
  for (let i = 0, at = 0; i < X.rows; i++) {
    const share = shares[i]!;
    for (let t = 0; t < nTargets; t++, at++) means.targets[t]! += share * targets[at]!;
  }
  return means;
}

function addSparseRows(
  { indptr, indices, values }: SparseMatrix,
  scales: Float64Array,
  to: Float64Array,
): void {
  for (let i = 0; i < scales.length; i++) {
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) to[indices[at]!]! += scales[i]! * values[at]!;
  }
}

/** Four rows at a time, so that the sums are read and written a quarter as often. */
function addRows(data: Float32Array, scales: Float64Array, to: Float64Array): void {
  const [n, d] = [scales.length, to.length];
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const [s0, s1, s2, s3] = [scales[i]!, scales[i + 1]!, scales[i + 2]!, scales[i + 3]!];
    const a = i * d;
    for (let j = 0; j < d; j++) {
      to[j]! +=
        s0 * data[a + j]! + s1 * data[a + d + j]! + (s2 * data[a + 2 * d + j]! + s3 * data[a + 3 * d + j]!);
    }
  }
  for (; i < n; i++) {
    for (let j = 0; j < d; j++) to[j]! += scales[i]! * data[i * d + j]!;
  }
}

export interface RidgeSolution {
  /** float32, (nTargets, nFeatures). */
  readonly weights: Matrix;
  /** float64, (nTargets,). */
  readonly intercept: Float64Array;
}
