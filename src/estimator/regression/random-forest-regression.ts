import { z } from 'zod';
import { type Matrix, takeValues } from '../../core/index.ts';
import { maxAbs } from '../../linalg/index.ts';
import { checkBootstrap, forestShape } from '../tree/forest-params.ts';
import { growForest } from '../tree/grow-forest.ts';
import type { Regressor, RegressorEntry, TargetFitOptions } from '../types.ts';
import { checkRegressionInput } from '../validate.ts';
import { FittedRegressionForest } from './fitted-regression-forest.ts';
import { weightedMean } from './mean.ts';
import { outOfBagR2 } from './out-of-bag-r2.ts';

const randomForestRegressionParams = z
  .strictObject(forestShape(true))
  .omit({ criterion: true, classWeight: true })
  .extend({
    maxFeatures: z
      .union([z.enum(['third', 'sqrt', 'log2', 'all']), z.number().gt(0).lt(1), z.int().min(1)])
      .default('third')
      .describe('Features looked at per node: a rule, a share below 1, or a number (at most all)'),
    oobScore: z.boolean().default(false).describe('Also measure R² on the samples a tree did not draw'),
  })
  .superRefine(checkBootstrap);

/** Hyper-parameters of random-forest-regression. */
export type RandomForestRegressionParams = z.infer<typeof randomForestRegressionParams>;

/** Regression trees on bootstrap samples, each node split where it lowers the squared error most, among a random third
 * of the features: as Breiman advises, and in a third of the time of all of them, scikit-learn's default (`all`). A
 * bootstrap draws samples in proportion to their weights. Up to a million values of X every threshold is tried; beyond
 * that those between 256 bins of each feature. Equal samples of different targets share a leaf, which predicts their
 * mean; a node of equal targets is a leaf.
 * Source: Breiman, Random forests, Machine Learning 45 (2001).
 * @example const model = await new RandomForestRegression({ nEstimators: 200 }).fit(X, y); */
export class RandomForestRegression implements Regressor {
  readonly takesWeights = true;
  readonly params: RandomForestRegressionParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof randomForestRegressionParams> = {}) {
    this.params = randomForestRegressionParams.parse(settings);
  }

  /** Every tree has a seed of its own, derived from `options.seed`, so that the threads do not matter.
   * Cost: O(nEstimators · maxFeatures · nSamples · depth); 2 bytes for each value of X, 12 up to a million.
   * @throws {InterruptedError} If the signal is raised. */
  async fit(X: Matrix, y: Float64Array, options: TargetFitOptions = {}): Promise<FittedRegressionForest> {
    checkRegressionInput(X, y, 'random-forest-regression', options, this);
    const rows = Int32Array.from(y.keys()).filter((i) => options.sampleWeight?.[i] !== 0);
    const counted = (values: Float64Array) => takeValues(values, rows);
    const sampleWeight = options.sampleWeight && counted(options.sampleWeight);
    const center = weightedMean(counted(y), sampleWeight);
    const centred = y.map((target) => target - center);
    const scale = maxAbs(counted(centred)) || 1;
    const targets = centred.map((value) => value / scale);
    const forest = await growForest(
      X,
      { rows, criterion: 'squared-error', y: counted(targets), nClasses: 1, sampleWeight },
      inUnitsOf(scale, this.params),
      'best',
      options,
    );
    return new FittedRegressionForest({
      trees: forest.trees,
      center,
      scale,
      nFeatures: X.cols,
      featureImportances: forest.featureImportances,
      oobScore: this.params.oobScore ? outOfBagR2(forest, X, targets, rows) : null,
      warnings: [],
    });
  }
}

/** The settings that are squares of targets, for targets divided by `scale`. */
function inUnitsOf(scale: number, params: RandomForestRegressionParams): RandomForestRegressionParams {
  return {
    ...params,
    minImpurityDecrease: params.minImpurityDecrease / scale / scale,
    ccpAlpha: params.ccpAlpha / scale / scale,
  };
}

/** `random-forest-regression`, for the registry. */
export const randomForestRegression: RegressorEntry<RandomForestRegressionParams> = {
  id: 'random-forest-regression',
  title: 'Random forest regression',
  summary:
    'Averages regression trees on bootstrap samples, each node split on the best of a random draw of features',
  role: 'candidate',
  paper: 'Breiman, Random forests, Machine Learning 45 (2001)',
  params: randomForestRegressionParams,
  create: (settings) => new RandomForestRegression(settings),
  fromJSON: (json) => FittedRegressionForest.fromJSON(json),
};
