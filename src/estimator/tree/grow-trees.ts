import { createRng, deriveSeed, type Rng } from '../../core/index.ts';
import { nextTurn, type TakePart } from '../../worker/index.ts';
import { BestThreshold } from './best-threshold.ts';
import type { Criterion } from './criterion.ts';
import { Entropy } from './entropy.ts';
import type { FeatureCodes } from './feature-codes.ts';
import { Gini } from './gini.ts';
import { type GrowthParams, TreeGrower } from './grow.ts';
import { prune } from './prune.ts';
import { RandomThreshold } from './random-threshold.ts';
import { type Sampling, treeWeights } from './sample-weights.ts';
import { Splitter } from './splitter.ts';
import { SquaredError } from './squared-error.ts';
import { type GrownTree, toTable } from './tree-table.ts';

/** What trees learn: classes, or numbers. */
export type TreeTargets =
  | {
      readonly criterion: 'gini' | 'entropy' | 'log-loss';
      /** Those of a class together. */
      readonly y: Int32Array;
      readonly nClasses: number;
    }
  | {
      readonly criterion: 'squared-error';
      /** In [-1, 1]. */
      readonly y: Float64Array;
      /** Values of a leaf. */
      readonly nClasses: 1;
    };

/** What all trees of a forest are grown from. */
export type ForestTask = TreeTargets & {
  readonly features: FeatureCodes;
  /** What a node tries of each feature. */
  readonly threshold: 'best' | 'random';
  /** Looked at per node, at least 1. */
  readonly maxFeatures: number;
  /** Undefined where all are 1. */
  readonly sampleWeight: Float64Array | undefined;
  readonly growth: GrowthParams;
  readonly sampling: Sampling;
  /** Branches whose gain per leaf is at most this are cut; 0 for none. */
  readonly ccpAlpha: number;
  readonly seed: number;
};

/** The random numbers of one tree: first its samples, then its features. A tree depends on nothing else, so that the
 * forest is the same whichever thread grows it. */
export function treeRng(seed: number, tree: number): Rng {
  return createRng(deriveSeed(seed, 'tree', tree));
}

/** Grow trees while there are any. */
export const growTrees: TakePart<ForestTask, GrownTree> = async (task, turns, pause) => {
  const { y, nClasses, sampleWeight, sampling, seed } = task;
  const weights = new Float64Array(y.length);
  const criterion = criterionOf(task, weights);
  const grower = new TreeGrower(y.length, splitterOf(task, criterion), criterion, task.growth);
  const grown: [number, GrownTree][] = [];
  for (let tree = nextTurn(turns); tree >= 0; tree = nextTurn(turns)) {
    const rng = treeRng(seed, tree);
    weights.set(treeWeights(y, nClasses, sampleWeight, sampling, rng));
    const nodes = await grower.grow(weights, rng, pause);
    if (task.ccpAlpha > 0) prune(nodes, sum(weights), task.ccpAlpha);
    grown.push([tree, toTable(nodes, nClasses, (node, shares) => grower.writeLeaf(node, shares))]);
    await pause();
  }
  return grown;
};

/** @param weights of the samples of the tree that grows. */
function criterionOf(targets: TreeTargets, weights: Float64Array): Criterion {
  if (targets.criterion === 'squared-error') return new SquaredError(targets.y, weights);
  const Impurity = targets.criterion === 'gini' ? Gini : Entropy;
  return new Impurity(targets.y, targets.nClasses, weights);
}

function splitterOf(
  { features, threshold, maxFeatures, growth }: ForestTask,
  criterion: Criterion,
): Splitter {
  const Rule = threshold === 'best' ? BestThreshold : RandomThreshold;
  const rule = new Rule(features, criterion, growth.minSamplesLeaf);
  return new Splitter(features, criterion, rule, maxFeatures);
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
