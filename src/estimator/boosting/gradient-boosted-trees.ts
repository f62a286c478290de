import type { z } from 'zod';
import { createPause, deriveSeed, type Matrix, takeLabels } from '../../core/index.ts';
import { threadCount } from '../../linalg/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitWeights } from '../weights.ts';
import { binFeatures } from './binned-features.ts';
import { type Boosted, boost, type Watch } from './boost.ts';
import { createBoostingMemory } from './boosting-memory.ts';
import { holdOut } from './early-stopping.ts';
import {
  FittedGradientBoostedTrees,
  fittedGradientBoostedTreesFromJSON,
} from './fitted-gradient-boosted-trees.ts';
import {
  type GradientBoostedTreesParams,
  gradientBoostedTreesParams,
} from './gradient-boosted-trees-params.ts';
import { TreeGrower } from './grow-tree.ts';
import { NodeSearch } from './node-search.ts';
import { startSearchTeam } from './search-team.ts';
import { heldOutOf, logLossOf, type TrainingSamples, takeSamples } from './training-samples.ts';
import { BoostedTreeTable } from './tree-table.ts';

/** Above this many samples, early stopping is on by itself. */
const STOP_EARLY_ABOVE = 10_000;
/** Samples × features × trees from which helpers earn what it takes to start them. */
const WORTH_HELPERS = 5e7;

/** Regression trees on binned features, each fitted to the slope of the log loss that those before it leave, and grown
 * by the split that gains most: scikit-learn's HistGradientBoostingClassifier.
 *
 * The model is the same whatever the number of threads. A feature that is constant is never split on; without a possible split, as with fewer than 2 · minSamplesLeaf samples, the model gives the class shares; of
 * one class it is certain. Samples of weight 0 are left out, also from minSamplesLeaf.
 * @example const model = await new GradientBoostedTrees({ maxIterations: 50 }).fit(X, y);
 * Source: Ke et al., LightGBM (2017); the leaves' values: Chen and Guestrin, XGBoost (2016). */
export class GradientBoostedTrees implements Estimator {
  readonly takesWeights = true;
  readonly params: GradientBoostedTreesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof gradientBoostedTreesParams> = {}) {
    this.params = gradientBoostedTreesParams.parse(settings);
  }

  /** Cost: O(nSamples · nFeatures) for each level of each tree; memory: a byte for each value of X, and up to 67 MB of
   * histograms. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedGradientBoostedTrees> {
    const nClasses = checkFitInput(X, y, 'gradient-boosted-trees', options, this);
    const pause = createPause(options.signal);
    const weights = fitWeights(y, nClasses, this.params.classWeight, options.sampleWeight);
    const rows = Int32Array.from(y.keys()).filter((i) => weights === undefined || weights[i]! > 0);
    const { classes, positions } = presentClasses(takeLabels(y, rows), nClasses);
    const samples: TrainingSamples = {
      X,
      rows,
      labels: positions,
      weights: weights && Float64Array.from(rows, (i) => weights[i]!),
      nClasses: classes.length,
    };
    const boosted = classes.length === 1 ? noTrees(X.cols) : await this.#boost(samples, options, pause);
    return new FittedGradientBoostedTrees({
      ...boosted,
      classes,
      nClasses,
      nFeatures: X.cols,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }

  async #boost(samples: TrainingSamples, options: FitOptions, pause: () => Promise<void>): Promise<Boosted> {
    const { params } = this;
    const { seed = 0, progress } = options;
    const { learningRate, maxFeatures, maxBins, minSamplesLeaf, l2Regularization } = params;
    const { train, watch } = this.#watch(samples, seed);
    const { X, rows, weights } = train;
    const memory = createBoostingMemory(rows.length, X.cols, { minSamplesLeaf, l2Regularization });
    const binSeed = deriveSeed(seed, 'bins');
    const thresholds = await binFeatures(X, rows, weights, { maxBins, seed: binSeed }, memory, pause);
    const loss = logLossOf(train);
    const work = rows.length * X.cols * params.maxIterations * loss.nTrees;
    const team = startSearchTeam(memory, work < WORTH_HELPERS ? 1 : threadCount());
    try {
      const grower = new TreeGrower(memory, new NodeSearch(memory, team, X.cols, maxFeatures), thresholds, {
        maxLeafNodes: params.maxLeafNodes ?? Number.POSITIVE_INFINITY,
        maxDepth: params.maxDepth ?? Number.POSITIVE_INFINITY,
        learningRate,
      });
      return await boost(memory, grower, loss, { params, watch, seed, pause, progress });
    } finally {
      team.close();
    }
  }

  /** Set apart what early stopping watches, if it is on. */
  #watch(samples: TrainingSamples, seed: number): { train: TrainingSamples; watch: Watch | undefined } {
    const { earlyStopping, validationFraction } = this.params;
    const isOn = earlyStopping === 'auto' ? samples.rows.length > STOP_EARLY_ABOVE : earlyStopping === 'on';
    if (!isOn) return { train: samples, watch: undefined };
    if (validationFraction === null) return { train: samples, watch: { heldOut: undefined } };
    const parts = holdOut(samples.labels, validationFraction, deriveSeed(seed, 'validation'));
    return {
      train: takeSamples(samples, parts.train),
      watch: { heldOut: heldOutOf(takeSamples(samples, parts.validation)) },
    };
  }
}

/** What there is to learn of a single class. */
function noTrees(nFeatures: number): Boosted {
  return {
    trees: new BoostedTreeTable().toTrees(),
    baseline: new Float64Array(0),
    importances: new Float64Array(nFeatures),
    losses: [],
  };
}

/** `gradient-boosted-trees`, for the registry. */
export const gradientBoostedTrees: EstimatorEntry<GradientBoostedTreesParams> = {
  id: 'gradient-boosted-trees',
  title: 'Gradient-boosted trees',
  summary: 'Regression trees on binned features, each correcting the sum of those before it',
  role: 'candidate',
  paper:
    'Friedman, Greedy function approximation: a gradient boosting machine, Annals of Statistics 29 (2001)',
  params: gradientBoostedTreesParams,
  create: (params) => new GradientBoostedTrees(params),
  fromJSON: fittedGradientBoostedTreesFromJSON,
};
