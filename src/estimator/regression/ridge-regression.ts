import { z } from 'zod';
import { createPause, type Features, isSparse } from '../../core/index.ts';
import { maxAbs } from '../../linalg/index.ts';
import { solveRidgeByGradients } from '../linear/ridge-gradients.ts';
import { ridgeSystem, solveRidge } from '../linear/ridge-system.ts';
import type { Regressor, RegressorEntry, TargetFitOptions } from '../types.ts';
import { checkRegressionInput } from '../validate.ts';
import { countedTargets } from './counted-targets.ts';
import { FittedRidgeRegression } from './fitted-ridge-regression.ts';

const ridgeRegressionParams = z.strictObject({
  alpha: z.number().positive().default(1).describe('Strength of the L2 regularisation, > 0'),
  fitIntercept: z.boolean().default(true).describe('Learn an intercept; it is not regularised'),
  tolerance: z
    .number()
    .positive()
    .default(1e-6)
    .describe('Sparse features: converged when the residual is at most this share'),
  maxIterations: z
    .int()
    .positive()
    .default(1000)
    .describe('Sparse features: conjugate gradient steps at most'),
});

/** Hyper-parameters of ridge-regression. */
export type RidgeRegressionParams = z.infer<typeof ridgeRegressionParams>;

/** Least squares with L2 regularisation: minimises Σ weight · (y − w·x − b)² + alpha · ‖w‖². Dense features by Cholesky's
 * factor of the normal equations, or of their dual where samples are fewer than features; sparse ones by conjugate
 * gradients on the features as they are.
 * Constant features get weight 0, as do all features where the targets are equal or there is one sample: the intercept
 * then is their mean.
 * Cost: O(nSamples · nFeatures · m + m³), m = min(nSamples, nFeatures); at most one copy of X.
 * Source: Hoerl & Kennard, Ridge regression: biased estimation for nonorthogonal problems, Technometrics 12 (1970).
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
    const pause = createPause(options.signal);
    const { alpha, fitIntercept, tolerance, maxIterations } = this.params;
    const counted = countedTargets(X, y, options.sampleWeight);
    // float32 holds targets of any size once the greatest is 1
    const scale = maxAbs(counted.y) || 1;
    const problem = {
      X: counted.X,
      targets: counted.y.map((target) => target / scale),
      nTargets: 1,
      weights: counted.weights,
      fitIntercept,
    };
    const warnings: string[] = [];
    let solution: { readonly weights: { readonly data: Float32Array }; readonly intercept: Float64Array };
    if (isSparse(counted.X)) {
      const found = await solveRidgeByGradients(problem, { alpha, tolerance, maxIterations, pause });
      if (!found.converged) {
        warnings.push(
          `Ridge regression did not converge in ${maxIterations} iterations: raise alpha or maxIterations`,
        );
      }
      solution = found;
    } else {
      const system = await ridgeSystem(problem);
      options.progress?.(0.5);
      await pause();
      solution = await solveRidge(system, alpha);
    }
    options.progress?.(1);
    return new FittedRidgeRegression({
      weights: Float64Array.from(solution.weights.data, (weight) => weight * scale),
      intercept: solution.intercept[0]! * scale,
      warnings,
    });
  }
}

/** `ridge-regression`, for the registry. */
export const ridgeRegression: RegressorEntry<RidgeRegressionParams> = {
  id: 'ridge-regression',
  title: 'Ridge regression',
  summary: 'Least squares with L2 regularisation, solved exactly; the usual choice for numbers',
  role: 'candidate',
  paper: 'Hoerl & Kennard, Ridge regression, Technometrics 12 (1970)',
  params: ridgeRegressionParams,
  create: (settings) => new RidgeRegression(settings),
  fromJSON: (json) => FittedRidgeRegression.fromJSON(json),
};
