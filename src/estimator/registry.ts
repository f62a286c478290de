import { createRegistry, type Registry } from '../core/index.ts';
import { gaussianNaiveBayes } from './bayes/gaussian-naive-bayes.ts';
import { kMeans } from './cluster/k-means.ts';
import { nearestCentroid } from './discriminant/nearest-centroid.ts';
import { majority } from './dummy/majority.ts';
import { linearSvm } from './linear/linear-svm.ts';
import { logisticRegression } from './linear/logistic-regression.ts';
import { knn } from './neighbours/knn.ts';
import { svm } from './svm/svm.ts';
import { randomForest } from './tree/random-forest.ts';
import type { EstimatorEntry } from './types.ts';

/** Every estimator by its id: one file, one line. */
export const estimators: Registry<EstimatorEntry> = createRegistry<EstimatorEntry>('model', [
  logisticRegression,
  linearSvm,
  svm,
  randomForest,
  knn,
  gaussianNaiveBayes,
  nearestCentroid,
  kMeans,
  majority,
]);
