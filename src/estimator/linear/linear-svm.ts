import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { prepare, squaredHingeObjective } from '../../linalg/index.ts';
import { presentClasses } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitLinear } from './fit-linear.ts';
import { FittedLinear, fittedLinearFields } from './fitted-linear.ts';
import { binarySigns, oneVsRest } from './targets.ts';

const params = z.strictObject({
  C: z.number().positive().default(1).describe('Inverse strength of the L2 regularisation, > 0'),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is regularised like a weight'),
  maxIterations: z.int().positive().default(1000).describe('L-BFGS iterations at most'),
  tolerance: z
    .number()
    .positive()
    .default(1e-4)
    .describe('Converged when no component of the gradient of the mean objective is greater'),
});

/** Hyper-parameters of linear-svm. */
export type LinearSvmParams = z.infer<typeof params>;

/** Linear support vector machine with the squared hinge loss, one class against the rest, all classes in one product:
 * minimises Σ max(0, 1 − s(w·x + b))² + (‖w‖² + b²) / (2C) for each class by L-BFGS. The intercept is regularised
 * like a weight, as in LIBLINEAR and scikit-learn's LinearSVC. Two classes share one score. It gives no
 * probabilities.
 * Cost: O(nSamples · nFeatures · nClasses) per iteration.
 * Source: Fan, Chang, Hsieh, Wang & Lin, LIBLINEAR, JMLR 9 (2008). */
export class LinearSvm implements Estimator {
  readonly params: LinearSvmParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedLinear> {
    const nClasses = checkFitInput(X, y, 'linear-svm', options);
    const { classes, positions } = presentClasses(y, nClasses);
    const { fitIntercept, ...settings } = this.params;
    const signs = classes.length === 2 ? binarySigns(positions) : oneVsRest(positions, classes.length, 1, -1);
    const objective = squaredHingeObjective(prepare(X), signs);
    const fields = await fitLinear(objective, {
      ...settings,
      title: 'Linear SVM',
      nSamples: X.rows,
      nClasses,
      classes,
      intercept: fitIntercept ? 'regularised' : 'none',
      signal: options.signal,
    });
    return new FittedLinear('linear-svm', fields);
  }
}

/** `linear-svm`, for the registry. */
export const linearSvm: EstimatorEntry<LinearSvmParams> = {
  id: 'linear-svm',
  title: 'Linear SVM',
  summary: 'Squared hinge loss, one class against the rest, fitted in the primal by L-BFGS',
  role: 'candidate',
  paper: 'Fan, Chang, Hsieh, Wang & Lin, LIBLINEAR, JMLR 9 (2008)',
  params,
  create: (settings) => new LinearSvm(settings),
  fromJSON: (json) => new FittedLinear('linear-svm', fittedLinearFields(json)),
};
