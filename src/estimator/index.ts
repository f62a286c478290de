/** estimator/: models that learn classes from features, and transforms that are learned with them.
 * In: float32 features (nSamples, nFeatures) and int32 class ids. Out: fitted models with predict, predictProba and
 * toJSON. To add one: a file named after its id, and one line in `registry.ts` (transforms: `transform/`). */

export {
  FittedGaussianNaiveBayes,
  GaussianNaiveBayes,
  type GaussianNaiveBayesParams,
} from './bayes/gaussian-naive-bayes.ts';
export { FittedKMeans } from './cluster/fitted-k-means.ts';
export { KMeans } from './cluster/k-means.ts';
export type { KMeansParams } from './cluster/k-means-params.ts';
export {
  FittedNearestCentroid,
  NearestCentroid,
  type NearestCentroidParams,
} from './discriminant/nearest-centroid.ts';
export { FittedMajority, Majority } from './dummy/majority.ts';
export { FittedLinear } from './linear/fitted-linear.ts';
export { LinearSvm, type LinearSvmParams } from './linear/linear-svm.ts';
export type { LogisticRegressionParams } from './linear/logistic-params.ts';
export { FittedLogisticRegression, LogisticRegression } from './linear/logistic-regression.ts';
export { FittedKnn, Knn, type KnnParams } from './neighbours/knn.ts';
export { classifierFromJSON, createPipeline, type TransformStep } from './pipeline.ts';
export { estimators } from './registry.ts';
export { FittedSvm } from './svm/fitted-svm.ts';
export type { SvmParams } from './svm/params.ts';
export { Svm } from './svm/svm.ts';
export { FittedPca } from './transform/fitted-pca.ts';
export { FittedL2, L2 } from './transform/l2.ts';
export { Pca } from './transform/pca.ts';
export type { PcaParams } from './transform/pca-params.ts';
export { transformers } from './transform/registry.ts';
export { FittedStandardize, Standardize } from './transform/standardize.ts';
export { FittedRandomForest, RandomForest } from './tree/random-forest.ts';
export type { RandomForestParams } from './tree/random-forest-params.ts';
export type * from './types.ts';
