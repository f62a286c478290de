import { type Matrix, takeLabels, takeValues } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import type { FitOptions, Takes } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitWeights } from '../weights.ts';
import { FittedForest } from './fitted-forest.ts';
import type { ForestParams } from './forest-params.ts';
import { growForest } from './grow-forest.ts';
import type { ForestTask } from './grow-trees.ts';
import { outOfBagScore } from './out-of-bag.ts';

/** Fit a forest of classification trees.
 * @param id the estimator's registry id.
 * @param threshold what a node tries of each feature. */
export async function fitForest(
  id: string,
  X: Matrix,
  y: Int32Array,
  options: FitOptions,
  params: ForestParams,
  threshold: ForestTask['threshold'],
  takes: Takes,
): Promise<FittedForest> {
  const nClasses = checkFitInput(X, y, id, options, takes);
  const { criterion, classWeight, bootstrap } = params;
  const rows = rowsByClass(y, nClasses, options.sampleWeight);
  const labels = takeLabels(y, rows);
  const ownWeight = options.sampleWeight && takeValues(options.sampleWeight, rows);
  const balancesEachTree = classWeight === 'balanced-subsample' && bootstrap;
  const perClass = classWeight === 'balanced-subsample' ? (bootstrap ? 'none' : 'balanced') : classWeight;
  const sampleWeight = fitWeights(labels, nClasses, perClass, ownWeight);
  const samples = { rows, criterion, y: labels, nClasses, sampleWeight, balancesEachTree };
  const { trees, featureImportances, task } = await growForest(X, samples, params, threshold, options);
  return new FittedForest(id, {
    trees,
    nClasses,
    nFeatures: X.cols,
    featureImportances,
    oobScore: params.oobScore ? outOfBagScore(trees, X, y, rows, task) : null,
    warnings: absentClassWarnings(presentClasses(labels, nClasses).classes, nClasses),
  });
}

/** The rows of each class together, so that those of a node are too. Rows of weight 0 are left out before anything is
 * drawn. */
function rowsByClass(y: Int32Array, nClasses: number, sampleWeight: Float64Array | undefined): Int32Array {
  const ofClass = Array.from({ length: nClasses }, (): number[] => []);
  for (let i = 0; i < y.length; i++) if (sampleWeight?.[i] !== 0) ofClass[y[i]!]!.push(i);
  return Int32Array.from(ofClass.flat());
}
