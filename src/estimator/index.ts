/** estimator/: models that learn classes, numbers or label sets from features, and transforms that are learned with them.
 * In: float32 features (nSamples, nFeatures) and int32 class ids, float64 numbers or a label matrix. Out: fitted models with predict, predictProba and
 * toJSON. To add one: a file named after its id, and one line in `registry.ts` (regressors: `regression/`, transforms: `transform/`). */

export { FittedIsolationForest, IsolationForest } from './anomaly/isolation-forest.ts';
export type { IsolationForestParams } from './anomaly/isolation-forest-params.ts';
export { FittedKnnDistance, KnnDistance, type KnnDistanceParams } from './anomaly/knn-distance.ts';
export { detectorFromJSON, detectors } from './anomaly/registry.ts';
export { BernoulliNaiveBayes, type BernoulliNaiveBayesParams } from './bayes/bernoulli-naive-bayes.ts';
export { ComplementNaiveBayes, type ComplementNaiveBayesParams } from './bayes/complement-naive-bayes.ts';
export { FittedDiscreteNaiveBayes } from './bayes/fitted-discrete.ts';
export {
  FittedGaussianNaiveBayes,
  GaussianNaiveBayes,
  type GaussianNaiveBayesParams,
} from './bayes/gaussian-naive-bayes.ts';
export { MultinomialNaiveBayes, type MultinomialNaiveBayesParams } from './bayes/multinomial-naive-bayes.ts';
export { FittedGradientBoostedTrees } from './boosting/fitted-gradient-boosted-trees.ts';
export { GradientBoostedTrees } from './boosting/gradient-boosted-trees.ts';
export type { GradientBoostedTreesParams } from './boosting/gradient-boosted-trees-params.ts';
export { type Calibration, calibrate, fitCalibration } from './calibration/calibration.ts';
export { Agglomerative } from './cluster/agglomerative.ts';
export type { AgglomerativeParams } from './cluster/agglomerative-params.ts';
export { FittedAgglomerative } from './cluster/fitted-agglomerative.ts';
export { FittedGaussianMixture } from './cluster/fitted-gaussian-mixture.ts';
export { FittedKMeans } from './cluster/fitted-k-means.ts';
export { GaussianMixture } from './cluster/gaussian-mixture.ts';
export type { GaussianMixtureParams } from './cluster/gaussian-mixture-params.ts';
export type { InitialCenters } from './cluster/initial-centers.ts';
export { KMeans } from './cluster/k-means.ts';
export type { KMeansParams } from './cluster/k-means-params.ts';
export { MiniBatchKMeans } from './cluster/mini-batch-k-means.ts';
export type { MiniBatchKMeansParams } from './cluster/mini-batch-params.ts';
export { FittedLinearDiscriminantAnalysis } from './discriminant/fitted-linear-discriminant.ts';
export { FittedNearestCentroid } from './discriminant/fitted-nearest-centroid.ts';
export { FittedQuadraticDiscriminantAnalysis } from './discriminant/fitted-quadratic-discriminant.ts';
export {
  LinearDiscriminantAnalysis,
  type LinearDiscriminantAnalysisParams,
} from './discriminant/linear-discriminant-analysis.ts';
export { NearestCentroid, type NearestCentroidParams } from './discriminant/nearest-centroid.ts';
export {
  QuadraticDiscriminantAnalysis,
  type QuadraticDiscriminantAnalysisParams,
} from './discriminant/quadratic-discriminant-analysis.ts';
export { FittedMajority, Majority } from './dummy/majority.ts';
export { FittedStratified, Stratified } from './dummy/stratified.ts';
export { FittedLinear } from './linear/fitted-linear.ts';
export { FittedLogisticRegression } from './linear/fitted-logistic-regression.ts';
export { FittedRidgeClassifier } from './linear/fitted-ridge-classifier.ts';
export { LinearSvm } from './linear/linear-svm.ts';
export type { LinearSvmParams } from './linear/linear-svm-params.ts';
export type { LogisticRegressionParams } from './linear/logistic-params.ts';
export { LogisticRegression } from './linear/logistic-regression.ts';
export {
  crossValidatedLogisticRegression,
  type LogisticPathSettings,
  type LogisticSearch,
  type LogisticSearchSettings,
  logisticRegressionPath,
} from './linear/logistic-regression-path.ts';
export { RidgeClassifier } from './linear/ridge-classifier.ts';
export type { RidgeClassifierParams } from './linear/ridge-classifier-params.ts';
export { FittedOneVsRest } from './multi-label/fitted-one-vs-rest.ts';
export { OneVsRest } from './multi-label/one-vs-rest.ts';
export { createMultiLabelPipeline, multiLabelFromJSON } from './multi-label/pipeline.ts';
export { FittedKnn, type KnnVotes } from './neighbours/fitted-knn.ts';
export { Knn } from './neighbours/knn.ts';
export type { KnnParams } from './neighbours/knn-params.ts';
export {
  type PermutationImportance,
  type PermutationOptions,
  permutationImportance,
} from './permutation-importance.ts';
export { classifierFromJSON, createGrid, createPipeline } from './pipeline.ts';
export { estimators } from './registry.ts';
export { FittedRegressionForest } from './regression/fitted-regression-forest.ts';
export { FittedRidgeRegression } from './regression/fitted-ridge-regression.ts';
export { FittedMean, Mean } from './regression/mean.ts';
export { createRegressionPipeline, regressorFromJSON } from './regression/pipeline.ts';
export {
  RandomForestRegression,
  type RandomForestRegressionParams,
} from './regression/random-forest-regression.ts';
export { regressors } from './regression/registry.ts';
export { RidgeRegression, type RidgeRegressionParams } from './regression/ridge-regression.ts';
export { FittedSvm } from './svm/fitted-svm.ts';
export { NuSvm } from './svm/nu-svm.ts';
export type { NuSvmParams, SvmParams } from './svm/params.ts';
export { Svm } from './svm/svm.ts';
export { FittedPca } from './transform/fitted-pca.ts';
export { FittedL2, L2 } from './transform/l2.ts';
export { Pca } from './transform/pca.ts';
export type { PcaParams } from './transform/pca-params.ts';
export { transformers } from './transform/registry.ts';
export { FittedStandardize, Standardize } from './transform/standardize.ts';
export { createTransforms, fitTransforms, type TransformStep } from './transform/steps.ts';
export { ExtraTrees, type ExtraTreesParams } from './tree/extra-trees.ts';
export { FittedForest } from './tree/fitted-forest.ts';
export { RandomForest, type RandomForestParams } from './tree/random-forest.ts';
export type * from './types.ts';
