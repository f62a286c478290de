import { Pca, Standardize } from '../../../../src/estimator/index.ts';
import { type Row, repeated } from './row.ts';

const DATA = ['small', 'large'] as const;

/** Transforms, by the variance that is left of them. */
export const transformRows: readonly Row[] = [
  ...DATA.map(
    (data): Row => ({
      data,
      model: 'pca',
      timed: ['fit', 'predict'],
      params: { n_components: 64 },
      quality: 'explained variance',
      run: async ({ X, testX }) => {
        const [fitSeconds, model] = await seconds(() => new Pca({ components: 64 }).fit(X));
        const [predictSeconds] = await repeated(() => model.transform(testX));
        const quality = model.explainedVarianceRatio.reduce((sum, share) => sum + share, 0);
        return { fitSeconds, predictSeconds, quality };
      },
    }),
  ),
  ...DATA.map(
    (data): Row => ({
      data,
      model: 'standardize',
      timed: ['fit', 'predict'],
      params: {},
      quality: 'objective',
      run: async ({ X, testX }) => {
        const [fitSeconds, model] = await seconds(() => new Standardize().fit(X));
        const [predictSeconds] = await repeated(() => model.transform(testX));
        return { fitSeconds, predictSeconds, quality: model.scale.reduce((sum, scale) => sum + scale, 0) };
      },
    }),
  ),
];

async function seconds<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
}
