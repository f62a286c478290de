import type { Distribution } from './bootstrap.ts';

/** By how much the variance over data sets exceeds that over test samples, whose resampling keeps the fitted models.
 *
 * Other samples would also have been other training samples. Nadeau & Bengio count that as one more test of nTrain
 * samples, a factor 1 + nTest / nTrain; for models that hardly change with their samples this is far too much. The
 * shares here are measured: over simulated data sets of 60 to 600 samples the variance of nearest centroid, linear
 * discriminant analysis and logistic regression exceeded that of their test samples by 0 to 0.3 nTest / nTrain, and
 * that of k-means, which falls into other optima, by more than all of it (`test/bench/coverage.ts`).
 * @param trainSize mean over folds.
 * Source: Nadeau & Bengio, Inference for the generalization error, Machine Learning 52 (2003). */
export function trainingFactor(
  { design, clustered }: Pick<Distribution, 'design' | 'clustered'>,
  trainSize: number,
): number {
  return 1 + (clustered ? 1.2 : 0.25) * (design.nSamples / trainSize);
}
