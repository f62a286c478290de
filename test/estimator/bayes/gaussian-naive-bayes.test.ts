import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../../src/core/index.ts';
import { GaussianNaiveBayes } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { test, train } from '../../support/other-estimators-data.ts';

const cases = golden<{ params: { varSmoothing: number }; predicted: number[]; probabilities: number[][] }[]>(
  'estimator-others/gaussian-naive-bayes.json',
);

describe('GaussianNaiveBayes', () => {
  it.each(cases)('equals scikit-learn with $params', async ({ params, predicted, probabilities }) => {
    const model = await new GaussianNaiveBayes(params).fit(train.X, train.y, { nClasses: 4 });
    expect(Array.from(await model.predict(test))).toEqual(predicted);
    expect(maxDifference((await model.predictProba(test)).data, probabilities.flat())).toBeLessThan(1e-5);
  });

  it('keeps probabilities that sum to 1 where every likelihood underflows', async () => {
    const X = matrixFrom([[0], [1], [10], [11]]);
    const model = await new GaussianNaiveBayes().fit(X, Int32Array.of(0, 0, 1, 1));
    expect(Array.from((await model.predictProba(matrixFrom([[1e6], [-1e6]]))).data)).toEqual([0, 1, 1, 0]);
  });

  it('gives the class shares where no feature varies', async () => {
    const X = matrixFrom([[3], [3], [3], [3]]);
    const model = await new GaussianNaiveBayes().fit(X, Int32Array.of(0, 1, 1, 1));
    expect(Array.from((await model.predictProba(matrixFrom([[3]]))).data)).toEqual([0.25, 0.75]);
  });
});
