import { createPause, type Matrix } from '../../core/index.ts';
import { threadCount } from '../../linalg/index.ts';
import { shareWork } from '../../worker/index.ts';
import type { FitOptions } from '../types.ts';
import { codeEvenly } from './even-codes.ts';
import { codeFeatures, type FeatureCodes } from './feature-codes.ts';
import { type ForestParams, featuresPerNode } from './forest-params.ts';
import { type ForestTask, growTrees, type TreeTargets } from './grow-trees.ts';
import { importances } from './importances.ts';
import { joinTrees, type Trees } from './tree-table.ts';

/** Values of X up to which each distinct one of a feature has a code of its own; beyond it there are 256 to a feature, so
 * that the codes stay in the processor's cache: measured. */
const EXACT_UP_TO = 1_000_000;

/** Samples · features searched from which other threads help. */
const THREADS_FROM = 500_000;

/** What shapes a forest, of classes or of numbers. */
export type ForestShape = Omit<ForestParams, 'criterion' | 'classWeight' | 'oobScore' | 'maxFeatures'> & {
  readonly maxFeatures: ForestParams['maxFeatures'] | 'third';
};

/** What a forest learns, from which samples. */
export type ForestSamples = TreeTargets &
  Pick<ForestTask, 'sampleWeight'> & {
    /** Rows of X that count, in the order of the targets. */
    readonly rows: Int32Array;
    /** Weight the classes anew in each bootstrap. */
    readonly balancesEachTree?: boolean;
  };

export interface GrownForest {
  readonly trees: Trees;
  readonly featureImportances: Float64Array;
  /** What it was grown from. */
  readonly task: ForestTask;
}

/** Grow a forest on `threadCount()` threads; it is the same on any number of them.
 * @param threshold what a node tries of each feature.
 * @throws {InterruptedError} If the signal is raised. */
export async function growForest(
  X: Matrix,
  { rows, balancesEachTree = false, ...targets }: ForestSamples,
  params: ForestShape,
  threshold: ForestTask['threshold'],
  { seed = 0, signal, progress }: FitOptions,
): Promise<GrownForest> {
  const pause = createPause(signal);
  const { nEstimators, bootstrap, maxSamples } = params;
  const nSamples = targets.y.length;
  const task: ForestTask = {
    ...targets,
    features: codesFor(threshold, X, rows),
    threshold,
    maxFeatures: featuresPerNode(params.maxFeatures, X.cols),
    growth: {
      maxDepth: params.maxDepth ?? Number.POSITIVE_INFINITY,
      minSamplesSplit: params.minSamplesSplit,
      minSamplesLeaf: params.minSamplesLeaf,
      maxLeafNodes: params.maxLeafNodes ?? Number.POSITIVE_INFINITY,
      minImpurityDecrease: params.minImpurityDecrease,
    },
    sampling: { bootstrap, maxSamples, balancesEachTree },
    ccpAlpha: params.ccpAlpha,
    seed,
  };
  await pause();
  const work = nSamples * task.maxFeatures * nEstimators;
  const grown = await shareWork(
    new URL('./grow-task.ts', import.meta.url),
    work < THREADS_FROM ? 1 : Math.min(threadCount(), nEstimators),
    task,
    nEstimators,
    growTrees,
    { pause, signal, progress },
  );
  return {
    trees: joinTrees(grown, targets.nClasses),
    featureImportances: importances(grown, X.cols),
    task,
  };
}

/** Random thresholds need no ranks. */
function codesFor(threshold: ForestTask['threshold'], X: Matrix, rows: Int32Array): FeatureCodes {
  if (rows.length * X.cols <= EXACT_UP_TO) return codeFeatures(X, 65_536, rows);
  return threshold === 'random' ? codeEvenly(X, rows) : codeFeatures(X, 256, rows);
}
