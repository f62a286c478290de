import { type Matrix, matrix } from '../../core/index.ts';
import { columnMoments } from '../transform/columns.ts';
import type { FittedPca } from '../transform/fitted-pca.ts';
import { checkComponents, keepComponents } from '../transform/keep-components.ts';
import type { PcaParams } from '../transform/pca-params.ts';
import type { Transformer } from '../types.ts';
import { checkMatrix } from '../validate.ts';
import { toRows } from './reference.ts';

/** pca by ml-pca: the package finds the components, the model is the same; their signs are the package's. */
export const mljsPca = {
  summary: 'ml-pca takes the full singular value decomposition in plain arrays, hundreds of times slower',
  create: (params: PcaParams): Transformer => ({ fit: (X: Matrix) => fitPackage(params, X) }),
};

async function fitPackage(params: PcaParams, X: Matrix): Promise<FittedPca> {
  checkMatrix(X, 'fit pca');
  checkComponents(params.components, X);
  const { PCA } = await import('ml-pca');
  const model = new PCA(toRows(X), { method: 'SVD', center: true, scale: false });
  const eigenvectors = model.getEigenvectors();
  const values = Float64Array.from(model.getEigenvalues(), (value) => value * (X.rows - 1) || 0);
  const axes = matrix(values.length, X.cols);
  for (let c = 0; c < axes.rows; c++) {
    for (let j = 0; j < X.cols; j++) axes.data[c * X.cols + j] = eigenvectors.get(j, c);
  }
  return keepComponents({ values, axes }, columnMoments(X), X.rows, params);
}
