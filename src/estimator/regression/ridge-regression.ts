import { z } from 'zod';
import { createPause, type Features, isSparse } from '../../core/index.ts';
import { maxAbs } from '../../linalg/index.ts';
import { solveRidgeByGradients } from '../linear/ridge-gradients.ts';
import { leaveOneOut } from '../linear/ridge-leave-one-out.ts';
import type { RidgeProblem, RidgeSolution } from '../linear/ridge-problem.ts';
import { ridgeSystem, solveRidge } from '../linear/ridge-system.ts';
import type { Regressor, RegressorEntry, TargetFitOptions } from '../types.ts';
import { checkRegressionInput } from '../validate.ts';
import { countedTargets } from './counted-targets.ts';
import { featureRange } from './feature-range.ts';
import { FittedRidgeRegression } from './fitted-ridge-regression.ts';

/** What `alpha: auto` chooses from: a light touch on a few features, up to a heavy one on many standardized ones. */
const ALPHAS: readonly number[] = [1e-3, 1e-2, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];

const ridgeRegressionParams = z.strictObject({
  alpha: z
    .union([z.number().positive(), z.literal('auto')])
    .default('auto')
    .describe(
      'Strength of the L2 regularisation, > 0; auto is the power of ten from 0.001 to 1,000,000 with the least leave-one-out error',
    ),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is not regularised'),
  clamp: z
    .boolean()
    .default(true)
    .describe(
      'Count no feature of a new sample further out than its range in training, 0 included, and as much again on either side',
    ),
  tolerance: z
    .number()
    .positive()
    .default(1e-6)
    .describe('Sparse features with one alpha: converged when the residual is at most this share'),
  maxIterations: z
    .int()
    .positive()
    .default(1000)
    .describe('Sparse features with one alpha: conjugate gradient steps at most'),
});

/** Hyper-parameters of ridge-regression. */
export type RidgeRegressionParams = z.infer<typeof ridgeRegressionParams>;

/** Least squares with L2 regularisation: minimises Σ weight · (y − w·x − b)² + alpha · ‖w‖².
 * What alpha should be depends on the unit of the features, their number and that of the samples: 1 is too much for
 * histograms that sum to 1 and too little for hundreds of standardized features. So by default it is chosen among powers
 * of ten by the squared error of each sample under the model fitted without it, in closed form, as RidgeCV of
 * scikit-learn does; of a single sample it is 1.
 * Leaving out one sample does not show what the next may bring, though: a feature that is almost always 0, as a bin of a
 * colour histogram, once standardized by its small deviation may be a hundred times its training range, and so would be
 * the prediction. `clamp` bounds that, as models of species distributions do; samples within are predicted as ever.
 * Dense features are solved by Cholesky's factor of the normal equations, or of their dual where samples are fewer than
 * features; sparse ones with a given alpha by conjugate gradients on the features as they are, while to choose it their
 * gram matrix is dense, of size min(nSamples, nFeatures).
 * Constant features get weight 0, as do all features where the targets are equal or there is one sample: the intercept
 * then is their mean.
 * Cost: O(nSamples · nFeatures · m + m³), m = min(nSamples, nFeatures), and to choose alpha ten times
 * O(nSamples · m² + m³); at most one copy of X.
 * Source: Hoerl & Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics 12 (1970); Rifkin
 * & Lippert, Notes on regularized least squares, MIT-CSAIL-TR-2007-025; clamping: Phillips, Anderson & Schapire, Maximum
 * entropy modeling of species geographic distributions, Ecological Modelling 190 (2006).
 * @example const model = await new RidgeRegression({ alpha: 10 }).fit(X, y); */
export class RidgeRegression implements Regressor {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: RidgeRegressionParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof ridgeRegressionParams> = {}) {
    this.params = ridgeRegressionParams.parse(settings);
  }

  /** @throws {InterruptedError} If the signal is raised. */
  async fit(X: Features, y: Float64Array, options: TargetFitOptions = {}): Promise<FittedRidgeRegression> {
    checkRegressionInput(X, y, 'ridge-regression', options, this);
    const counted = countedTargets(X, y, options.sampleWeight);
    // float32 holds targets of any size once the greatest is 1
    const scale = maxAbs(counted.y) || 1;
    const { weights, intercept, alpha, warnings } = await this.#solve(
      {
        name: 'ridge-regression',
        X: counted.X,
        targets: counted.y.map((target) => target / scale),
        nTargets: 1,
        weights: counted.weights,
        fitIntercept: this.params.fitIntercept,
      },
      options,
    );
    options.progress?.(1);
    return new FittedRidgeRegression({
      weights: Float64Array.from(weights.data, (weight) => weight * scale),
      intercept: intercept[0]! * scale,
      alpha,
      range: this.params.clamp ? featureRange(counted.X) : undefined,
      warnings,
    });
  }

  async #solve(
    problem: RidgeProblem,
    { signal, progress }: TargetFitOptions,
  ): Promise<RidgeSolution & { readonly alpha: number; readonly warnings: readonly string[] }> {
    const pause = createPause(signal);
    const { alpha, tolerance, maxIterations } = this.params;
    if (isSparse(problem.X) && alpha !== 'auto') {
      const found = await solveRidgeByGradients(problem, { alpha, tolerance, maxIterations, pause });
      const unfinished = `Ridge regression did not converge in ${maxIterations} iterations: raise alpha or maxIterations`;
      return { ...found, alpha, warnings: found.converged ? [] : [unfinished] };
    }
    const system = await ridgeSystem(problem);
    progress?.(alpha === 'auto' ? 0.2 : 0.5);
    await pause();
    const isOne = problem.X.rows === 1;
    const chosen =
      alpha !== 'auto' ? alpha : isOne ? 1 : ALPHAS[(await leaveOneOut(system, ALPHAS, pause)).best]!;
    return { ...(await solveRidge(system, chosen)), alpha: chosen, warnings: [] };
  }
}

/** `ridge-regression`, for the registry. */
export const ridgeRegression: RegressorEntry<RidgeRegressionParams> = {
  id: 'ridge-regression',
  title: 'Ridge regression',
  summary:
    'Least squares with L2 regularisation, its strength chosen by leaving out each sample; the usual choice for numbers',
  role: 'candidate',
  paper: 'Hoerl & Kennard, Ridge regression, Technometrics 12 (1970)',
  params: ridgeRegressionParams,
  create: (settings) => new RidgeRegression(settings),
  fromJSON: (json) => FittedRidgeRegression.fromJSON(json),
};
