import { describe, expect, it } from 'vitest';
import { matrixFrom, takeLabels, takeRows } from '../../../src/core/index.ts';
import { GaussianNaiveBayes, type GaussianNaiveBayesParams } from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { test, train } from '../../support/other-estimators-data.ts';

const cases = golden<{ params: { varSmoothing: number }; predicted: number[]; probabilities: number[][] }[]>(
  'estimator-others/gaussian-naive-bayes.json',
);

interface Case {
  readonly params: Partial<GaussianNaiveBayesParams>;
  readonly weighted: boolean;
  readonly predicted: number[];
  readonly probabilities: number[][];
}

const sets =
  golden<Record<string, { X: number[][]; y: number[]; weights: number[]; test: number[][]; cases: Case[] }>>(
    'bayes/gaussian.json',
  );

describe('GaussianNaiveBayes', () => {
  it.each(cases)('equals scikit-learn with $params', async ({ params, predicted, probabilities }) => {
    const model = await new GaussianNaiveBayes(params).fit(train.X, train.y, { nClasses: 4 });
    expect(Array.from(await model.predict(test))).toEqual(predicted);
    expect(maxDifference((await model.predictProba(test)).data, probabilities.flat())).toBeLessThan(1e-5);
  });

  describe.each(Object.entries(sets))('on features that are %s', (_, set) => {
    it.each(set.cases)(
      'equals scikit-learn with $params, weighted: $weighted',
      async ({ params, weighted, predicted, probabilities }) => {
        const model = await new GaussianNaiveBayes(params).fit(matrixFrom(set.X), Int32Array.from(set.y), {
          nClasses: 4,
          ...(weighted && { sampleWeight: Float64Array.from(set.weights) }),
        });
        const X = matrixFrom(set.test);
        expect(Array.from(await model.predict(X))).toEqual(predicted);
        expect(maxDifference((await model.predictProba(X)).data, probabilities.flat())).toBeLessThan(1e-5);
      },
    );
  });

  it('counts a sample of weight 2 as two', async () => {
    const { X, y } = blobs({ n: 30 });
    const twice = [...y.keys(), 3, 4, 5];
    const weighted = await new GaussianNaiveBayes().fit(X, y, {
      sampleWeight: Float64Array.from(y, (_, i) => (i >= 3 && i <= 5 ? 2 : 1)),
    });
    const repeated = await new GaussianNaiveBayes().fit(takeRows(X, twice), takeLabels(y, twice));
    expect(maxDifference(weighted.means, repeated.means)).toBeLessThan(1e-12);
    expect(maxDifference(weighted.variances, repeated.variances)).toBeLessThan(1e-12);
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

  it.each([
    [[0.5, 0.5], 'each of the 3 classes: it has 2'],
    [[0, 0, 0], 'a prior above 0: all have 0'],
  ])('refuses the priors %j', async (priors, message) => {
    const { X, y } = blobs();
    await expect(new GaussianNaiveBayes({ priors }).fit(X, y)).rejects.toThrow(message);
  });
});
