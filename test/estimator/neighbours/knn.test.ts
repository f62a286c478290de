import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../../src/core/index.ts';
import { Knn, type KnnParams } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { test, train } from '../../support/other-estimators-data.ts';

const cases =
  golden<{ params: KnnParams; from: number; predicted: number[]; probabilities: number[][] }[]>(
    'estimator-others/knn.json',
  );

describe('Knn', () => {
  it.each(cases)('equals scikit-learn with $params', async ({ params, from, predicted, probabilities }) => {
    const model = await new Knn(params).fit(train.X, train.y, { nClasses: 4 });
    expect(Array.from(await model.predict(test)).slice(from)).toEqual(predicted.slice(from));
    const shares = (await model.predictProba(test)).data.slice(from * 4);
    expect(maxDifference(shares, probabilities.slice(from).flat())).toBeLessThan(1e-5);
  });

  it.each(['euclidean', 'cosine'] as const)(
    'lets the samples at distance 0 decide alone with distance weights and %s',
    async (metric) => {
      const X = matrixFrom([
        [1, 2],
        [1, 2],
        [1, 2.001],
        [1, 2.002],
        [1, 2.003],
      ]);
      const model = await new Knn({ k: 5, metric, weights: 'distance' }).fit(X, Int32Array.of(0, 1, 2, 2, 2));
      expect(Array.from((await model.predictProba(matrixFrom([[1, 2]]))).data)).toEqual([0.5, 0.5, 0]);
    },
  );

  it('uses all samples, and says so, where there are fewer than k', async () => {
    const model = await new Knn({ k: 5 }).fit(matrixFrom([[0], [1], [2]]), Int32Array.of(0, 1, 1));
    expect(Array.from(await model.predict(matrixFrom([[0]])))).toEqual([1]);
    expect(model.warnings).toEqual(['Only 3 neighbours vote instead of 5: there are no more']);
  });
});
