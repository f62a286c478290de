import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { fitForest } from './fit-forest.ts';
import { FittedForest } from './fitted-forest.ts';
import { checkBootstrap, forestShape } from './forest-params.ts';

/** Schema of the hyper-parameters of extra-trees. */
const extraTreesParams = z.strictObject(forestShape(false)).superRefine(checkBootstrap);

/** Hyper-parameters of extra-trees. */
export type ExtraTreesParams = z.infer<typeof extraTreesParams>;

/** Extremely randomised trees: every tree sees all samples, and a node takes the best of one threshold for each feature
 * of a random draw, the thresholds being random too, between the least and the greatest value in the node. Beyond a million
 * values of X a threshold falls between two of 256 bins of its feature. Degenerate data as in random-forest.
 * @example const model = await new ExtraTrees({ nEstimators: 200 }).fit(X, y); */
export class ExtraTrees implements Estimator {
  readonly takesWeights = true;
  readonly params: ExtraTreesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof extraTreesParams> = {}) {
    this.params = extraTreesParams.parse(settings);
  }

  /** Every tree has a seed of its own, derived from `options.seed`, so that the threads do not matter.
   * Cost: O(nEstimators · maxFeatures · nSamples · depth), without a sort; memory as random-forest. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedForest> {
    return fitForest('extra-trees', X, y, options, this.params, 'random', this);
  }
}

/** `extra-trees`, for the registry. */
export const extraTrees: EstimatorEntry<ExtraTreesParams> = {
  id: 'extra-trees',
  title: 'Extra trees',
  summary: 'Averages trees whose nodes are split on the best of a random draw of features and thresholds',
  role: 'candidate',
  paper: 'Geurts, Ernst & Wehenkel, Extremely randomized trees, Machine Learning 63 (2006)',
  params: extraTreesParams,
  create: (settings) => new ExtraTrees(settings),
  fromJSON: FittedForest.fromJSON,
};
