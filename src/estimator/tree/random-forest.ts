import { z } from 'zod';
import { deriveSeed, type Matrix } from '../../core/index.ts';
import { absentClassWarnings, argMaxRows, presentClasses } from '../labels.ts';
import { mljsRandomForest } from '../mljs/random-forest.ts';
import { createPause } from '../pause.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';
import { codeFeatures } from './codes.ts';
import { featuresPerNode, TreeGrower, type TreeParams } from './grow.ts';
import { type RandomForestParams, randomForestParams } from './random-forest-params.ts';
import { addShares, meanShares, type Trees, TreeTable } from './tree-table.ts';

/** Classification trees on bootstrap samples, each node split on the best of a random draw of features (Gini), their
 * leaves' class shares averaged. One thread: a fit takes a fraction of a second, and runs train many models at once.
 * @example const model = await new RandomForest({ nEstimators: 200 }).fit(X, y); */
export class RandomForest implements Estimator {
  readonly params: RandomForestParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof randomForestParams> = {}) {
    this.params = randomForestParams.parse(settings);
  }

  /** Every tree has a seed of its own, derived from `options.seed`.
   * Cost: O(nEstimators · maxFeatures · nSamples · depth). */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedRandomForest> {
    const nClasses = checkFitInput(X, y, 'random-forest', options);
    const { nEstimators, oobScore } = this.params;
    const pause = createPause(options.signal);
    const grower = new TreeGrower(X, y, nClasses, codeFeatures(X), treeParams(this.params, X.cols));
    const table = new TreeTable();
    const drawn: Int32Array[] = [];
    for (let tree = 0; tree < nEstimators; tree++) {
      const counts = grower.grow(table, deriveSeed(options.seed ?? 0, 'tree', tree));
      if (oobScore) drawn.push(counts);
      await pause();
    }
    const trees = table.toTrees();
    return new FittedRandomForest({
      trees,
      nClasses,
      nFeatures: X.cols,
      oobScore: oobScore ? outOfBagScore(trees, X, y, nClasses, drawn) : null,
      warnings: absentClassWarnings(presentClasses(y, nClasses).classes, nClasses),
    });
  }
}

interface Fields {
  readonly trees: Trees;
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Accuracy on the training samples, each predicted by the trees that did not draw it; null if not asked for, or if
   * every tree drew every sample. */
  readonly oobScore: number | null;
  readonly warnings: readonly string[];
}

/** A grown forest. */
export class FittedRandomForest implements FittedClassifier, Fields {
  readonly trees: Trees;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly oobScore: number | null;
  readonly warnings: readonly string[];

  constructor({ trees, nClasses, nFeatures, oobScore, warnings }: Fields) {
    this.trees = trees;
    this.nClasses = nClasses;
    this.nFeatures = nFeatures;
    this.oobScore = oobScore;
    this.warnings = warnings;
  }

  /** The class of the greatest probability, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    const { data, rows, cols } = await this.predictProba(X);
    return argMaxRows(data, rows, cols);
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, 'predict with random-forest');
    return meanShares(this.trees, X, this.nClasses);
  }

  toJSON(): FittedJson {
    const { feature, threshold, child, roots, shares } = this.trees;
    return {
      type: 'random-forest',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      feature: toBase64(feature),
      threshold: toBase64(threshold),
      child: toBase64(child),
      roots: toBase64(roots),
      shares: toBase64(shares),
      oobScore: this.oobScore,
      warnings: this.warnings,
    };
  }
}

function treeParams(given: RandomForestParams, nFeatures: number): TreeParams {
  return {
    maxFeatures: featuresPerNode(given.maxFeatures, nFeatures),
    maxDepth: given.maxDepth ?? Number.POSITIVE_INFINITY,
    minSamplesSplit: given.minSamplesSplit,
    minSamplesLeaf: given.minSamplesLeaf,
    bootstrap: given.bootstrap,
  };
}

/** Accuracy over the samples that at least one tree did not draw.
 * @param drawn how often each tree drew each sample.
 * @returns null if there is none. */
function outOfBagScore(
  trees: Trees,
  X: Matrix,
  y: Int32Array,
  nClasses: number,
  drawn: readonly Int32Array[],
): number | null {
  const sums = new Float64Array(X.rows * nClasses);
  drawn.forEach((counts, tree) => {
    addShares(trees, tree, X, nClasses, sums, counts);
  });
  const predicted = argMaxRows(sums, X.rows, nClasses);
  let tested = 0;
  let correct = 0;
  for (let i = 0; i < X.rows; i++) {
    if (drawn.every((counts) => counts[i]! > 0)) continue;
    tested++;
    if (predicted[i] === y[i]) correct++;
  }
  return tested === 0 ? null : correct / tested;
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  feature: int32s,
  threshold: float32s,
  child: int32s,
  roots: int32s,
  shares: float32s,
  oobScore: z.number().nullable(),
  warnings: z.array(z.string()),
});

/** `random-forest`, for the registry. */
export const randomForest: EstimatorEntry<RandomForestParams> = {
  id: 'random-forest',
  title: 'Random forest',
  summary:
    'Averages trees grown on bootstrap samples, each node split on the best of a random draw of features',
  role: 'candidate',
  paper: 'Breiman, Random forests, Machine Learning 45 (2001)',
  params: randomForestParams,
  create: (settings) => new RandomForest(settings),
  fromJSON: (json) => {
    const { nClasses, nFeatures, oobScore, warnings, ...trees } = fittedJson.parse(json);
    return new FittedRandomForest({ trees, nClasses, nFeatures, oobScore, warnings });
  },
  implementations: { mljs: mljsRandomForest },
};
