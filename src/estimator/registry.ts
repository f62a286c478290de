import { createRegistry, type Registry } from '../core/index.ts';
import { bernoulliNaiveBayes } from './bayes/bernoulli-naive-bayes.ts';
import { complementNaiveBayes } from './bayes/complement-naive-bayes.ts';
import { gaussianNaiveBayes } from './bayes/gaussian-naive-bayes.ts';
import { multinomialNaiveBayes } from './bayes/multinomial-naive-bayes.ts';
import { gradientBoostedTrees } from './boosting/gradient-boosted-trees.ts';
import { agglomerative } from './cluster/agglomerative.ts';
import { gaussianMixture } from './cluster/gaussian-mixture.ts';
import { kMeans } from './cluster/k-means.ts';
import { miniBatchKMeans } from './cluster/mini-batch-k-means.ts';
import { linearDiscriminantAnalysis } from './discriminant/linear-discriminant-analysis.ts';
import { nearestCentroid } from './discriminant/nearest-centroid.ts';
import { quadraticDiscriminantAnalysis } from './discriminant/quadratic-discriminant-analysis.ts';
import { majority } from './dummy/majority.ts';
import { stratified } from './dummy/stratified.ts';
import { linearSvm } from './linear/linear-svm.ts';
import { logisticRegression } from './linear/logistic-regression.ts';
import { ridgeClassifier } from './linear/ridge-classifier.ts';
import { knn } from './neighbours/knn.ts';
import { nuSvm } from './svm/nu-svm.ts';
import { svm } from './svm/svm.ts';
import { extraTrees } from './tree/extra-trees.ts';
import { randomForest } from './tree/random-forest.ts';
import type { EstimatorEntry } from './types.ts';

/** Every estimator by its id: one file, one line. */
export const estimators: Registry<EstimatorEntry> = createRegistry<EstimatorEntry>('model', [
  logisticRegression,
  linearSvm,
  ridgeClassifier,
  svm,
  nuSvm,
  randomForest,
  extraTrees,
  gradientBoostedTrees,
  knn,
  gaussianNaiveBayes,
  multinomialNaiveBayes,
  bernoulliNaiveBayes,
  complementNaiveBayes,
  linearDiscriminantAnalysis,
  quadraticDiscriminantAnalysis,
  nearestCentroid,
  kMeans,
  miniBatchKMeans,
  gaussianMixture,
  agglomerative,
  majority,
  stratified,
]);
