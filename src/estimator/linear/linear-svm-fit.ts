import { createPause, matrix } from '../../core/index.ts';
import { designMatrix } from '../../linalg/index.ts';
import { absentClassWarnings } from '../labels.ts';
import type { FitOptions } from '../types.ts';
import type { CountedSamples } from './counted-samples.ts';
import { fitCrammerSinger } from './crammer-singer.ts';
import { FittedLinear } from './fitted-linear.ts';
import { fitHinge } from './hinge.ts';
import type { LinearSvmParams } from './linear-svm-params.ts';
import { classWeights, type MarginSolution, oneVsRestProblems } from './margin-problem.ts';
import { fitSquaredHinge } from './squared-hinge.ts';

/** Fit one linear SVM.
 * @throws {InterruptedError} If the signal is raised. */
export async function fitLinearSvm(
  samples: CountedSamples,
  nClasses: number,
  params: LinearSvmParams,
  { seed = 0, signal, progress }: FitOptions,
): Promise<FittedLinear> {
  const { X, classes } = samples;
  const bias = biasOf(params);
  const options = { ...params, bias, seed, signal, progress, pause: createPause(signal) };
  const perClass = classWeights(samples, nClasses, params.classWeight);
  if (params.multiclass === 'crammer-singer' && classes.length > 1) {
    const costs = samples.weights.map((weight, i) => params.C * weight * perClass[samples.positions[i]!]!);
    const problem = { positions: samples.positions, nClasses: classes.length, costs };
    const solutions = await fitCrammerSinger(X, problem, options);
    return fittedSvm(classes.length === 2 ? [difference(solutions)] : solutions, classes, nClasses, params);
  }
  const problems = oneVsRestProblems(samples, perClass, params.C);
  const solutions =
    params.loss === 'hinge'
      ? await fitHinge(X, problems, options)
      : await fitSquaredHinge(designMatrix(X, bias), problems, options);
  return fittedSvm(solutions, classes, nClasses, params);
}

/** The value of the column whose weight makes the intercept. */
export function biasOf({ fitIntercept, interceptScaling }: LinearSvmParams): number {
  return fitIntercept ? interceptScaling : 0;
}

/** A model of the weights that were found.
 * @param solutions one for each class, or one for two classes. */
export function fittedSvm(
  solutions: readonly MarginSolution[],
  classes: Int32Array,
  nClasses: number,
  params: LinearSvmParams,
): FittedLinear {
  const nFeatures = solutions[0]!.w.length - 1;
  const weights = matrix(solutions.length, nFeatures);
  solutions.forEach(({ w }, row) => {
    weights.data.set(w.subarray(0, nFeatures), row * nFeatures);
  });
  const unfinished = `Linear SVM did not converge in ${params.maxIterations} iterations: standardize the features, lower C or raise maxIterations`;
  return new FittedLinear('linear-svm', {
    nClasses,
    classes,
    weights,
    intercept: Float32Array.from(solutions, ({ w }) => biasOf(params) * w[nFeatures]!),
    warnings: [
      ...absentClassWarnings(classes, nClasses),
      ...(solutions.every(({ converged }) => converged) ? [] : [unfinished]),
    ],
  });
}

/** Of two classes' scores, the one of the second less the first. */
function difference([first, second]: readonly MarginSolution[]): MarginSolution {
  return { w: second!.w.map((value, f) => value - first!.w[f]!), converged: second!.converged };
}
