import { type Matrix, takeRows } from '../../core/index.ts';
import { centre, type MixtureSums } from '../../linalg/index.ts';
import { classMoments } from '../discriminant/class-moments.ts';
import { classRows } from '../discriminant/class-rows.ts';
import type { Components, CovarianceType } from './gaussian-mixture-components.ts';
import { inverseRoot } from './gaussian-mixture-factors.ts';

/** What every step of one fit needs to know. Positions are relative to the mean of all samples. */
export interface Regularised {
  readonly covariance: CovarianceType;
  readonly regCovariance: number;
  /** Sums of products of all samples, float64, (d × d): for `tied` alone. */
  readonly scatter: Float64Array | undefined;
  readonly nSamples: number;
}

/** Components, and the greatest ridge that a covariance took to be positive definite. */
export interface Step {
  readonly components: Components;
  readonly ridge: number;
}

/** Keeps the mean of a component without samples defined, as in scikit-learn. */
const LEAST_COUNT = 10 * Number.EPSILON;

/** The components that make the samples likeliest, given what the samples of each sum up to.
 * @param before the means that `sums.squares` of `full` are relative to, float64, (k × d). */
export async function maximise(sums: MixtureSums, before: Float64Array, fit: Regularised): Promise<Step> {
  const k = sums.counts.length;
  const d = sums.sums.length / k;
  const counts = sums.counts.map((count) => count + LEAST_COUNT);
  const total = counts.reduce((a, b) => a + b);
  const means = sums.sums.map((sum, at) => sum / counts[Math.floor(at / d)]!);
  const { factors, ridge } = await factorsOf(sums, counts, means, before, fit);
  const weights = counts.map((count) => count / total);
  return { components: { covariance: fit.covariance, weights, means, factors }, ridge };
}

async function factorsOf(
  { squares }: MixtureSums,
  counts: Float64Array,
  means: Float64Array,
  before: Float64Array,
  { covariance, regCovariance, scatter, nSamples }: Regularised,
): Promise<{ factors: Float64Array; ridge: number }> {
  const k = counts.length;
  const d = means.length / k;
  if (covariance === 'tied') {
    const S = scatter!.slice();
    for (let c = 0; c < k; c++) addOuter(S, 0, means.subarray(c * d, (c + 1) * d), -counts[c]!);
    const root = await inverseRoot(
      S.map((value) => value / nSamples),
      d,
      regCovariance,
    );
    return { factors: root.factor, ridge: root.ridge };
  }
  if (covariance === 'full') {
    const factors = new Float64Array(k * d * d);
    let ridge = 0;
    for (let c = 0; c < k; c++) {
      const S = squares.slice(c * d * d, (c + 1) * d * d).map((value) => value / counts[c]!);
      const moved = means.subarray(c * d, (c + 1) * d).map((mean, j) => mean - before[c * d + j]!);
      addOuter(S, 0, moved, -1);
      const root = await inverseRoot(S, d, regCovariance);
      factors.set(root.factor, c * d * d);
      ridge = Math.max(ridge, root.ridge);
    }
    return { factors, ridge };
  }
  // one variance of a component is that of all its features together
  const width = covariance === 'diag' ? 1 : d;
  const factors = new Float64Array(squares.length);
  for (let at = 0; at < squares.length; at++) {
    let squared = 0;
    for (let j = at * width; j < (at + 1) * width; j++) squared += means[j]! * means[j]!;
    const square = squares[at]! / counts[Math.floor((at * width) / d)]!;
    factors[at] = 1 / Math.sqrt(Math.max(0, square - squared) / width + regCovariance);
  }
  return { factors, ridge: regCovariance };
}

/** Add x xᵀ, scaled, to the lower triangle from `at` on. */
function addOuter(S: Float64Array, at: number, x: Float64Array, scale: number): void {
  const d = x.length;
  for (let i = 0; i < d; i++) {
    const factor = scale * x[i]!;
    for (let j = 0; j <= i; j++) S[at + i * d + j]! += factor * x[j]!;
  }
}

/** What the samples of every cluster sum up to, for the first components.
 * @param clusters of the samples, int32, (nSamples,), below k.
 * @returns also the means that `squares` of `full` are relative to. */
export async function clusterSums(
  X: Matrix,
  clusters: Int32Array,
  k: number,
  origin: Float64Array,
  covariance: CovarianceType,
): Promise<{ sums: MixtureSums; means: Float64Array }> {
  const d = X.cols;
  const counts = new Float64Array(k);
  const means = new Float64Array(k * d);
  const size = { full: d * d, tied: 0, diag: d, spherical: 1 }[covariance];
  const squares = new Float64Array(k * size);
  const groups = classRows(clusters, k);
  const moments = classMoments(X, groups);
  for (const [at, c] of groups.classes.entries()) {
    const own = moments.means.subarray(at * d, (at + 1) * d);
    counts[c] = groups.totals[at]!;
    for (let j = 0; j < d; j++) means[c * d + j] = own[j]! - origin[j]!;
    if (covariance === 'full') {
      const rows = takeRows(X, groups.rows.subarray(groups.starts[at], groups.starts[at + 1]));
      squares.set(await centre(rows, own).covariance(), c * d * d);
    } else if (covariance !== 'tied') {
      for (let j = 0; j < d; j++) {
        const square = moments.variances[at * d + j]! + means[c * d + j]! ** 2;
        squares[covariance === 'diag' ? c * d + j : c]! += counts[c]! * square;
      }
    }
  }
  const sums = means.map((mean, at) => mean * counts[Math.floor(at / d)]!);
  return { sums: { counts, sums, squares, logLikelihood: 0 }, means };
}
