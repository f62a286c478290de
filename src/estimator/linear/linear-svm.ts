import type { z } from 'zod';
import type { Features } from '../../core/index.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { countedSamples } from './counted-samples.ts';
import { FittedLinear, fittedLinearFields } from './fitted-linear.ts';
import { fitLinearSvm } from './linear-svm-fit.ts';
import { fitLinearSvmGrid } from './linear-svm-grid.ts';
import { type LinearSvmParams, linearSvmParams } from './linear-svm-params.ts';

/** Linear support vector machine: minimises ½(‖w‖² + (b / interceptScaling)²) + C Σ weight · loss, where the loss of a
 * sample with sign s is max(0, 1 − s(w·x + b))², or for `hinge` its root, for each class against the rest; for
 * `crammer-singer` one problem tells all classes apart, with the loss max(0, 1 + max over other classes of their
 * score − the own one). The intercept is regularised, as in LIBLINEAR and scikit-learn's LinearSVC. The squared hinge is
 * minimised in the primal by Newton's method, for all classes in the same products; the others in the dual by coordinate
 * descent. All stop at a duality gap that bounds how far the objective is from its minimum, where LIBLINEAR's rule
 * stops far off for large C.
 * Two classes share one score. It gives no probabilities. Classes without samples are never predicted, a single one
 * always; constant features and samples of zeros are told apart by the intercept alone. Sparse features stay sparse;
 * the squared hinge keeps one transposed copy of dense ones.
 * Cost: O(nSamples · nFeatures · nClasses) per iteration.
 * Source: Fan, Chang, Hsieh, Wang & Lin, LIBLINEAR, JMLR 9 (2008); Keerthi & DeCoste, JMLR 6 (2005). */
export class LinearSvm implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: LinearSvmParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof linearSvmParams> = {}) {
    this.params = linearSvmParams.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedLinear> {
    const nClasses = checkFitInput(X, y, 'linear-svm', options, this);
    const samples = countedSamples(X, y, nClasses, options.sampleWeight);
    return fitLinearSvm(samples, nClasses, this.params, options);
  }
}

/** `linear-svm`, for the registry. */
export const linearSvm: EstimatorEntry<LinearSvmParams> = {
  id: 'linear-svm',
  title: 'Linear SVM',
  summary: 'Squared hinge or hinge loss, one class against the rest or all at once (Crammer–Singer)',
  role: 'candidate',
  paper: 'Fan, Chang, Hsieh, Wang & Lin, LIBLINEAR, JMLR 9 (2008)',
  params: linearSvmParams,
  create: (settings) => new LinearSvm(settings),
  fitGrid: (X, y, parts, settings, options = {}) => {
    const nClasses = checkFitInput(X, y, 'linear-svm', options, { takesSparse: true });
    return fitLinearSvmGrid(X, y, nClasses, parts, settings, options);
  },
  fromJSON: (json) => new FittedLinear('linear-svm', fittedLinearFields(json)),
};
