import { product64, symmetricEigen } from '../../linalg/index.ts';
import type { LabelledSpace, TransferabilityScore } from './types.ts';

/** Fixed-point steps at most, and the relative change of α / β that ends them. */
const MOST_STEPS = 11;
const SETTLED = 1e-3;
/** Keeps α and β finite where the fit or the weights vanish. */
const EPSILON = 1e-5;
/** Eigenvalues below this share of the greatest are rounding. */
const ROUNDING = 1e-12;

/** LogME: the logarithm of the evidence per sample of a Bayesian linear regression on the one-hot labels, with the prior
 * and noise precision that make it greatest; the mean over the classes. The evidence does not overfit: a wide space is
 * not better for its width.
 * Cost: an eigendecomposition of min(nSamples, nFeatures).
 * Source: You, Liu, Wang, Long, LogME: Practical assessment of pre-trained models for transfer learning, ICML (2021); its
 * fixed point: You, Liu, Zhang, Wang, Jordan, Long, Ranking and tuning pre-trained models, JMLR 23 (2022). The
 * determinant is that of the papers, over all nFeatures; the authors' later code leaves out its zero eigenvalues, which
 * favours wide spaces where nSamples < nFeatures or features depend on each other. */
export const logme: TransferabilityScore = {
  id: 'logme',
  title: 'LogME',
  better: 'higher',
  compute: async (space) => {
    const { X, nClasses, moments } = space;
    const { values, vectors } = symmetricEigen(Float64Array.from(moments.second), moments.size);
    const rank = values.findLastIndex((value) => value > ROUNDING * values[0]!) + 1;
    if (rank === 0) return Number.NaN;
    const squares = values.subarray(0, rank);
    const projected = await projectTargets(space, squares, vectors.subarray(0, rank * moments.size));
    let sum = 0;
    for (let c = 0; c < nClasses; c++) {
      const own = Float64Array.from(squares, (_, k) => projected[k * nClasses + c]!);
      sum += evidence(squares, own, moments.classSizes[c]!, X.rows);
    }
    return sum / nClasses;
  },
};

/** (uₖ · y_c)² for the left singular vectors uₖ of X and the one-hot targets y_c, (rank × nClasses).
 * @param squares of the singular values, descending. @param vectors (rank × size), right or left ones as the side says. */
async function projectTargets(
  { y, nClasses, moments }: LabelledSpace,
  squares: Float64Array,
  vectors: Float64Array,
): Promise<Float64Array> {
  const { side, size, classMeans, classSizes } = moments;
  const targets = new Float64Array(nClasses * size);
  if (side === 'samples') for (let i = 0; i < size; i++) targets[y[i]! * size + i] = 1;
  else {
    for (let at = 0; at < targets.length; at++) {
      targets[at] = classMeans[at]! * classSizes[Math.floor(at / size)]!;
    }
  }
  const products = await product64(
    { data: vectors, rows: squares.length, cols: size },
    { data: targets, rows: nClasses, cols: size },
  );
  // uₖ = X vₖ / σₖ
  return products.map(
    (value, at) => (value * value) / (side === 'samples' ? 1 : squares[Math.floor(at / nClasses)]!),
  );
}

/** The greatest log evidence of one target, per sample.
 * @param squares of the singular values. @param projected squared, on their left vectors.
 * @param targetSquare ‖y‖². */
function evidence(squares: Float64Array, projected: Float64Array, targetSquare: number, n: number): number {
  const outside = targetSquare - projected.reduce((a, b) => a + b, 0);
  let alpha = 1;
  let beta = 1;
  let weightSquare = 0;
  let residual = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const t = alpha / beta;
    let gamma = 0;
    weightSquare = 0;
    residual = outside;
    for (let k = 0; k < squares.length; k++) {
      const s = squares[k]!;
      gamma += s / (s + t);
      weightSquare += (s * projected[k]!) / (t + s) ** 2;
      residual += projected[k]! / (1 + s / t) ** 2;
    }
    alpha = gamma / (weightSquare + EPSILON);
    beta = (n - gamma) / (residual + EPSILON);
    if (Math.abs(alpha / beta - t) / t <= SETTLED) break;
  }
  // of the nFeatures ln α of the prior, those beside the rank stand in the determinant as well
  let determinant = 0;
  for (let k = 0; k < squares.length; k++) determinant += Math.log(alpha + beta * squares[k]!);
  const logEvidence =
    (squares.length * Math.log(alpha) + n * Math.log(beta) - determinant) / 2 -
    (beta * residual + alpha * weightSquare) / 2 -
    (n / 2) * Math.log(2 * Math.PI);
  return logEvidence / n;
}
