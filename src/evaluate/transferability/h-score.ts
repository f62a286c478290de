import { choleskyFactor, choleskySolve, dot64 } from '../../linalg/index.ts';
import type { LabelledSpace, TransferabilityScore } from './types.ts';

/** H-score with a shrunk covariance: how much of the features' variance lies between the class means, each direction
 * measured by its own variance, tr(Σ_α⁻¹ (1 − α) Σ_between), in [0, nClasses − 1]. Shrinking by Ledoit and Wolf's share
 * α keeps it meaningful where there are more features than samples, where the plain H-score is nClasses − 1 for anything.
 * Cost: a Cholesky factor of min(nSamples, nFeatures).
 * Source: Bao, Li, Huang, Zhang, Zheng, Zamir, Guibas, An information-theoretic approach to transferability in task
 * transfer learning, ICIP (2019); Ibrahim, Ponomareva, Mazumder, Newer is not always better, ECML PKDD (2022). */
export const hScore: TransferabilityScore = {
  id: 'h-score',
  title: 'H-score',
  better: 'higher',
  compute: async (space) => {
    const { X, moments } = space;
    const { size, side } = moments;
    const S = centredSecond(space);
    const share = ledoitWolfShare(S, moments.deviations, X.cols);
    const mu = traceOf(S, size) / (X.rows * X.cols);
    const ridge = share * mu;
    const scale = (1 - share) / X.rows;
    for (let at = 0; at < S.length; at++) S[at]! *= scale;
    for (let i = 0; i < size; i++) S[i * size + i]! += ridge;
    if (!(await choleskyFactor(S, size))) return Number.NaN;
    const between = side === 'features' ? betweenFeatures(space, S) : betweenSamples(space, S, ridge, scale);
    return (1 - share) * between;
  },
};

/** ZᵀZ or ZZᵀ of the centred features Z, by the side of the moments; a new array. */
function centredSecond({ X, moments }: LabelledSpace): Float64Array {
  const { second, size, side, mean } = moments;
  if (side === 'features') {
    return second.map((value, at) => value - X.rows * mean[Math.floor(at / size)]! * mean[at % size]!);
  }
  const rowMeans = new Float64Array(size);
  for (let at = 0; at < second.length; at++) rowMeans[Math.floor(at / size)]! += second[at]! / size;
  const all = rowMeans.reduce((a, b) => a + b, 0) / size;
  return second.map((value, at) => value - rowMeans[Math.floor(at / size)]! - rowMeans[at % size]! + all);
}

function traceOf(S: Float64Array, n: number): number {
  let trace = 0;
  for (let i = 0; i < n; i++) trace += S[i * n + i]!;
  return trace;
}

/** The share of the mean variance that a covariance is shrunk by.
 * @param S second moment of the centred features, either side. @param deviations squared length of each sample.
 * Source: Ledoit, Wolf, A well-conditioned estimator for large-dimensional covariance matrices, Journal of Multivariate
 * Analysis 88 (2004); scikit-learn, `ledoit_wolf_shrinkage`. */
function ledoitWolfShare(S: Float64Array, deviations: Float64Array, d: number): number {
  const n = deviations.length;
  let squares = 0;
  let fourths = 0;
  let trace = 0;
  for (let at = 0; at < S.length; at++) squares += S[at]! ** 2;
  for (let i = 0; i < n; i++) {
    fourths += deviations[i]! ** 2;
    trace += deviations[i]!;
  }
  const norm = squares / (n * n);
  const distance = (norm - (trace / n) ** 2 / d) / d;
  const noise = (fourths / n - norm) / (d * n);
  return Math.min(noise, distance) / distance;
}

/** Σ_c (n_c / n) m_cᵀ Σ_α⁻¹ m_c for the centred class means m_c. @param L factor of Σ_α. */
function betweenFeatures({ X, nClasses, moments }: LabelledSpace, L: Float64Array): number {
  const { classMeans, classSizes, mean } = moments;
  const d = X.cols;
  let sum = 0;
  for (let c = 0; c < nClasses; c++) {
    const centred = Float64Array.from(mean, (value, f) => classMeans[c * d + f]! - value);
    const solved = Float64Array.from(centred);
    choleskySolve(L, d, solved);
    sum += (classSizes[c]! / X.rows) * dot64(centred, solved);
  }
  return sum;
}

/** The same where Σ_α is larger than the Gram matrix G: with m_c = Zᵀ w_c, w_c = 1 / n_c on the class,
 * m_cᵀ (a I + b ZᵀZ)⁻¹ m_c = (‖w_c‖² − a w_cᵀ (a I + b G)⁻¹ w_c) / b.
 * @param L factor of a I + b G. */
function betweenSamples(
  { X, y, nClasses, moments }: LabelledSpace,
  L: Float64Array,
  a: number,
  b: number,
): number {
  const n = X.rows;
  let sum = 0;
  for (let c = 0; c < nClasses; c++) {
    const size = moments.classSizes[c]!;
    // centred, as the factor knows only directions that Z has
    const w = Float64Array.from(y, (own) => (own === c ? 1 / size : 0) - 1 / n);
    const solved = Float64Array.from(w);
    choleskySolve(L, n, solved);
    sum += ((size / n) * (dot64(w, w) - a * dot64(w, solved))) / b;
  }
  return sum;
}
