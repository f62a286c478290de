import { type Matrix, matrix } from '../../core/index.ts';
import { columnMeans } from '../transform/columns.ts';
import { checkComponents, countComponents, FittedPca } from '../transform/fitted-pca.ts';
import type { PcaParams } from '../transform/pca-params.ts';
import type { Transformer } from '../types.ts';
import { checkMatrix } from '../validate.ts';
import { toRows } from './reference.ts';

/** pca by ml-pca: the package finds the components, the model is the same; their signs are the package's. */
export const mljsPca = {
  summary: 'ml-pca takes the full singular value decomposition in plain arrays, hundreds of times slower',
  create: (params: PcaParams): Transformer => ({ fit: (X: Matrix) => fitPackage(params, X) }),
};

async function fitPackage({ components }: PcaParams, X: Matrix): Promise<FittedPca> {
  checkMatrix(X, 'fit pca');
  checkComponents(components, X);
  const { PCA } = await import('ml-pca');
  const model = new PCA(toRows(X), { method: 'SVD', center: true, scale: false });
  // Without variance the package divides 0 by 0.
  const shares = Float64Array.from(model.getExplainedVariance(), (share) => share || 0);
  const count = countComponents(components, shares);
  const axes = model.getEigenvectors();
  const kept = matrix(count, X.cols);
  for (let c = 0; c < count; c++) {
    for (let j = 0; j < X.cols; j++) kept.data[c * X.cols + j] = axes.get(j, c);
  }
  return new FittedPca(columnMeans(X), kept, shares.slice(0, count));
}
