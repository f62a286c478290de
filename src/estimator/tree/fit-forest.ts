import { type Matrix, takeLabels } from '../../core/index.ts';
import { threadCount } from '../../linalg/index.ts';
import { shareWork } from '../../worker/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { createPause } from '../pause.ts';
import type { FitOptions, Takes } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitWeights } from '../weights.ts';
import { codeFeatures } from './feature-codes.ts';
import { FittedForest } from './fitted-forest.ts';
import { type ForestParams, featuresPerNode } from './forest-params.ts';
import { type ForestTask, growTrees } from './grow-trees.ts';
import { importances } from './importances.ts';
import { outOfBagScore } from './out-of-bag.ts';
import { joinTrees } from './tree-table.ts';

/** Values of X up to which each distinct one of a feature has a code of its own; beyond it there are 256 to a feature, so
 * that the codes stay in the processor's cache: measured. */
const EXACT_UP_TO = 1_000_000;

/** Samples · features searched from which other threads help. */
const THREADS_FROM = 500_000;

/** Grow a forest on `threadCount()` threads; it is the same on any number of them.
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
  const pause = createPause(options.signal);
  const { nEstimators, classWeight, bootstrap } = params;
  const rows = rowsThatCount(options.sampleWeight);
  const labels = rows === undefined ? y : takeLabels(y, rows);
  const ownWeight =
    rows === undefined ? options.sampleWeight : Float64Array.from(rows, (i) => options.sampleWeight![i]!);
  const balancesEachTree = classWeight === 'balanced-subsample' && bootstrap;
  const perClass = classWeight === 'balanced-subsample' ? (bootstrap ? 'none' : 'balanced') : classWeight;
  const isExact = labels.length * X.cols <= EXACT_UP_TO;
  const task: ForestTask = {
    features: codeFeatures(X, isExact ? 65_536 : 256, rows),
    threshold,
    maxFeatures: featuresPerNode(params.maxFeatures, X.cols),
    y: labels,
    nClasses,
    sampleWeight: fitWeights(labels, nClasses, perClass, ownWeight),
    criterion: params.criterion,
    growth: {
      maxDepth: params.maxDepth ?? Number.POSITIVE_INFINITY,
      minSamplesSplit: params.minSamplesSplit,
      minSamplesLeaf: params.minSamplesLeaf,
      maxLeafNodes: params.maxLeafNodes ?? Number.POSITIVE_INFINITY,
      minImpurityDecrease: params.minImpurityDecrease,
    },
    sampling: { bootstrap, maxSamples: params.maxSamples, balancesEachTree },
    ccpAlpha: params.ccpAlpha,
    seed: options.seed ?? 0,
  };
  await pause();
  const work = labels.length * task.maxFeatures * nEstimators;
  const grown = await shareWork(
    new URL('./grow-task.ts', import.meta.url),
    work < THREADS_FROM ? 1 : Math.min(threadCount(), nEstimators),
    task,
    nEstimators,
    growTrees,
    { pause, signal: options.signal, progress: options.progress },
  );
  const trees = joinTrees(grown, nClasses);
  return new FittedForest(id, {
    trees,
    nClasses,
    nFeatures: X.cols,
    featureImportances: importances(grown, X.cols),
    oobScore: params.oobScore ? outOfBagScore(trees, X, y, rows, task) : null,
    warnings: absentClassWarnings(presentClasses(labels, nClasses).classes, nClasses),
  });
}

/** Rows of weight 0 are left out before anything is drawn; undefined where there are none. */
function rowsThatCount(sampleWeight: Float64Array | undefined): Int32Array | undefined {
  if (sampleWeight === undefined || !sampleWeight.includes(0)) return;
  const rows: number[] = [];
  for (let i = 0; i < sampleWeight.length; i++) if (sampleWeight[i]! > 0) rows.push(i);
  return Int32Array.from(rows);
}
