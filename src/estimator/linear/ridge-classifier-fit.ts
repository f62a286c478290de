import { createPause, isSparse } from '../../core/index.ts';
import { absentClassWarnings } from '../labels.ts';
import type { FitOptions } from '../types.ts';
import { fitWeights } from '../weights.ts';
import type { CountedSamples } from './counted-samples.ts';
import { FittedRidgeClassifier } from './fitted-ridge-classifier.ts';
import type { RidgeClassifierParams } from './ridge-classifier-params.ts';
import { solveRidgeByGradients } from './ridge-gradients.ts';
import { leaveOneOut } from './ridge-leave-one-out.ts';
import type { RidgeProblem, RidgeSolution } from './ridge-problem.ts';
import { type RidgeSystem, ridgeSystem, solutionOf, solveRidge } from './ridge-system.ts';
import { binarySigns, oneVsRest } from './targets.ts';

/** Models of settings that differ in alpha alone: they share the gram matrix.
 * @throws {InterruptedError} If the signal is raised. */
export async function fitRidgeClassifiers(
  samples: CountedSamples,
  nClasses: number,
  settings: readonly RidgeClassifierParams[],
  { signal, progress }: FitOptions,
): Promise<FittedRidgeClassifier[]> {
  const pause = createPause(signal);
  const { classes } = samples;
  const problem = ridgeProblem(samples, nClasses, settings[0]!);
  const model = (solution: RidgeSolution, alpha: number, warnings: readonly string[] = []) =>
    new FittedRidgeClassifier({
      nClasses,
      classes,
      weights: solution.weights,
      intercept: Float32Array.from(solution.intercept),
      alpha,
      warnings: [...absentClassWarnings(classes, nClasses), ...warnings],
    });
  const models: FittedRidgeClassifier[] = [];
  let system: RidgeSystem | undefined;
  for (const { alpha, tolerance, maxIterations } of settings) {
    await pause();
    if (typeof alpha === 'number' && isSparse(problem.X)) {
      const solution = await solveRidgeByGradients(problem, { alpha, tolerance, maxIterations, pause });
      const unfinished = `Ridge classifier did not converge in ${maxIterations} iterations: raise alpha or maxIterations`;
      models.push(model(solution, alpha, solution.converged ? [] : [unfinished]));
      continue;
    }
    system ??= await ridgeSystem(problem);
    progress?.((models.length + 0.2) / settings.length);
    await pause();
    if (typeof alpha === 'number') {
      models.push(model(await solveRidge(system, alpha), alpha));
      continue;
    }
    const { best, solved } = await leaveOneOut(system, alpha, pause);
    models.push(model(await solutionOf(system, solved), alpha[best]!));
  }
  return models;
}

/** Least squares on targets of ±1: one for each class, or a single one for two. */
export function ridgeProblem(
  { X, labels, weights, positions, classes }: CountedSamples,
  nClasses: number,
  { fitIntercept, classWeight }: Pick<RidgeClassifierParams, 'fitIntercept' | 'classWeight'>,
): RidgeProblem {
  const targets = classes.length === 2 ? binarySigns(positions) : oneVsRest(positions, classes.length, 1, -1);
  return {
    name: 'ridge-classifier',
    X,
    targets: new Float64Array(targets.data),
    nTargets: targets.cols,
    weights: fitWeights(labels, nClasses, classWeight, weights) ?? weights,
    fitIntercept,
  };
}
