import { deriveSeed } from '../../core/index.ts';
import { type ForestParams, featuresPerNode } from '../tree/forest-params.ts';
import { reference } from './reference.ts';

/** random-forest by ml-random-forest. */
export const mljsRandomForest = reference<ForestParams>({
  type: 'random-forest',
  summary:
    'ml-random-forest draws features once per tree instead of per node, takes seconds for a tree, gives no probabilities, and heeds nEstimators, maxFeatures, maxDepth, minSamplesSplit and bootstrap alone',
  train: async ({ X, rows, labels, seed }, params) => {
    const { RandomForestClassifier } = await import('ml-random-forest');
    const forest = new RandomForestClassifier({
      nEstimators: params.nEstimators,
      maxFeatures: featuresPerNode(params.maxFeatures, X.cols) / X.cols,
      replacement: false,
      seed: deriveSeed(seed, 'forest'),
      useSampleBagging: params.bootstrap,
      noOOB: true,
      treeOptions: {
        minNumSamples: params.minSamplesSplit - 1,
        maxDepth: params.maxDepth ?? Number.MAX_SAFE_INTEGER,
        gainThreshold: 0,
      },
    });
    forest.train(rows, labels);
    return forest.toJSON();
  },
  load: async (model) => {
    const { RandomForestClassifier } = await import('ml-random-forest');
    const forest = RandomForestClassifier.load(model);
    return (rows) => forest.predict(rows);
  },
});
