import { mean, variance } from '../statistics.ts';
import { studentTwoSided } from './student.ts';

/** The corrected resampled t-test of two models on the same folds: t = mean / √((1/J + nTest/nTrain) · s²), J − 1 degrees of
 * freedom. The plain t-test takes folds for independent, though they share training samples, and errs far too often.
 * @param differences of the score, one per fold.
 * @param testOverTrain test samples over training samples of a fold.
 * @returns the two-sided p-value; 1 where all differences are 0, and where there is only one.
 * Source: Nadeau & Bengio, Inference for the generalization error, Machine Learning 52 (2003). */
export function correctedResampledT(differences: ArrayLike<number>, testOverTrain: number): number {
  const folds = differences.length;
  const centre = mean(differences);
  if (folds < 2 || centre === 0) return 1;
  const error = Math.sqrt((1 / folds + testOverTrain) * variance(differences));
  return studentTwoSided(centre / error, folds - 1);
}
