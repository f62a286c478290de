import { FittedPca, transformers } from '../../../../src/estimator/index.ts';
import type { Row } from './row.ts';

/** PCA. */
export const transformRows: readonly Row[] = ['small', 'large'].map((data) => ({
  data,
  model: 'pca',
  timed: ['fit', 'predict'],
  params: { n_components: 64 },
  quality: 'explained variance',
  run: fittedPca(64),
}));

function fittedPca(components: number): Row['run'] {
  return async ({ X, testX }) => {
    let start = performance.now();
    const model = await transformers.get('pca').create({ components }).fit(X);
    const fitSeconds = (performance.now() - start) / 1000;
    start = performance.now();
    await model.transform(testX);
    const predictSeconds = (performance.now() - start) / 1000;
    const shares = model instanceof FittedPca ? [...model.explainedVarianceRatio] : [];
    return { fitSeconds, predictSeconds, quality: shares.reduce((sum, share) => sum + share, 0) };
  };
}
