import { type Matrix, matrix } from '../../../../src/core/index.ts';
import {
  Agglomerative,
  type FittedAgglomerative,
  GaussianMixture,
  type GaussianMixtureParams,
} from '../../../../src/estimator/index.ts';
import { type Row, timed } from './row.ts';

const COMPONENTS = 10;
/** Features of the rows with covariance matrices. */
const FEW = 64;

/** Mixtures of Gaussians, by the mean log-likelihood with its sign turned, and clusters by Ward's method. Both sides end in
 * local optima, which is why the likelihood is compared as an inertia is: within 1 %. */
export const mixtureRows: readonly Row[] = [
  mixture('small', 'diag'),
  mixture('large', 'diag'),
  mixture('small', 'spherical'),
  mixture('small', 'full', FEW),
  mixture('large', 'full', FEW),
  mixture('large', 'tied', FEW),
  agglomerative('small'),
  agglomerative('emoji'),
];

/** @param features the first ones are used; default all. */
function mixture(data: string, covariance: GaussianMixtureParams['covariance'], features?: number): Row {
  return {
    data,
    model: `gaussian-mixture-${covariance}`,
    timed: ['fit', 'predict'],
    params: {
      n_components: COMPONENTS,
      covariance_type: covariance,
      n_init: 3,
      ...(features !== undefined && { features }),
    },
    quality: 'inertia',
    run: ({ X, y, testX, testY }) => {
      const estimator = new GaussianMixture({ nComponents: COMPONENTS, covariance, nInit: 3 });
      const [train, test] = [firstColumns(X, features), firstColumns(testX, features)];
      return timed(estimator, train, y, test, testY, ({ logLikelihood }) => -logLikelihood);
    },
  };
}

function agglomerative(data: string): Row {
  return {
    data,
    model: 'agglomerative',
    timed: ['fit'],
    params: { n_clusters: COMPONENTS, linkage: 'ward' },
    quality: 'inertia',
    run: ({ X, y, testX, testY }) =>
      timed(new Agglomerative({ k: COMPONENTS }), X, y, testX, testY, (model) => inertiaOf(model, X)),
  };
}

function firstColumns(X: Matrix, count = X.cols): Matrix {
  if (count === X.cols) return X;
  const result = matrix(X.rows, count);
  for (let i = 0; i < X.rows; i++) {
    result.data.set(X.data.subarray(i * X.cols, i * X.cols + count), i * count);
  }
  return result;
}

/** Sum of the squared distances of the training samples to the means of their clusters. */
function inertiaOf({ centers, trainingClusters }: FittedAgglomerative, X: Matrix): number {
  let sum = 0;
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) {
      sum += (X.data[i * X.cols + j]! - centers.data[trainingClusters[i]! * X.cols + j]!) ** 2;
    }
  }
  return sum;
}
