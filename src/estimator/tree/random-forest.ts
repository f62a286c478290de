import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { mljsRandomForest } from '../mljs/random-forest.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { fitForest } from './fit-forest.ts';
import { FittedForest } from './fitted-forest.ts';
import { checkBootstrap, forestShape } from './forest-params.ts';

/** Schema of the hyper-parameters of random-forest. */
const randomForestParams = z.strictObject(forestShape(true)).superRefine(checkBootstrap);

/** Hyper-parameters of random-forest. */
export type RandomForestParams = z.infer<typeof randomForestParams>;

/** Classification trees on bootstrap samples, each node split on the best of a random draw of features, their leaves'
 * class shares averaged. A bootstrap draws samples in proportion to their weights. Up to a million values
 * of X every threshold is tried; beyond that those between 256 bins of each feature. Equal samples of several classes share a leaf; a tree
 * of one class is a leaf.
 * @example const model = await new RandomForest({ nEstimators: 200 }).fit(X, y); */
export class RandomForest implements Estimator {
  readonly takesWeights = true;
  readonly params: RandomForestParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof randomForestParams> = {}) {
    this.params = randomForestParams.parse(settings);
  }

  /** Every tree has a seed of its own, derived from `options.seed`, so that the threads do not matter.
   * Cost: O(nEstimators · maxFeatures · nSamples · depth); 2 bytes for each value of X, 12 up to a million. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedForest> {
    return fitForest('random-forest', X, y, options, this.params, 'best', this);
  }
}

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
  fromJSON: FittedForest.fromJSON,
  implementations: { mljs: mljsRandomForest },
};
