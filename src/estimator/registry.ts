import { createRegistry, type Registry } from '../core/index.ts';
import { gaussianNaiveBayes } from './gaussian-naive-bayes.ts';
import { kMeans } from './k-means.ts';
import { knn } from './knn.ts';
import { linearSvm } from './linear-svm.ts';
import { logisticRegression } from './logistic-regression.ts';
import { majority } from './majority.ts';
import { nearestCentroid } from './nearest-centroid.ts';
import { randomForest } from './random-forest.ts';
import { svm } from './svm.ts';
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
