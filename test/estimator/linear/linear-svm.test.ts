import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../../src/core/index.ts';
import { LinearSvm, type LinearSvmParams } from '../../../src/estimator/index.ts';
import { accuracy, blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<LinearSvmParams>;
  readonly coef: number[][];
  readonly intercept: number[];
  readonly predictions: number[];
}

describe.each(golden<Case[]>('estimator/linear-svm.json'))(
  'scikit-learn on $data with $params',
  (expected) => {
    it('has the same weights and predictions', async () => {
      const { X, y, test } = goldenData(expected.data);
      const model = await new LinearSvm({ ...expected.params, tolerance: 1e-6 }).fit(X, y);
      expect(maxDifference(model.weights.data, expected.coef.flat())).toBeLessThan(1e-3);
      expect(maxDifference(model.intercept, expected.intercept)).toBeLessThan(1e-3);
      expect([...(await model.predict(test))]).toEqual(expected.predictions);
    });
  },
);

describe('linear-svm', () => {
  it('has one score per class that has samples', async () => {
    const { X, y } = goldenData('gapped');
    const model = await new LinearSvm().fit(X, y);
    expect((await model.scores(X)).cols).toBe(3);
    expect(model.warnings).toEqual(['Classes 1, 3, 4 have no training samples and are never predicted']);
    expect(new Set(await model.predict(X))).toEqual(new Set([0, 2, 5]));
  });

  it('predicts a single class, and learns from one sample and from one feature', async () => {
    const single = await new LinearSvm().fit(matrixFrom([[1, 2]]), Int32Array.of(2));
    expect([...(await single.predict(matrixFrom([[-9, 3]])))]).toEqual([2]);
    const line = await new LinearSvm().fit(matrixFrom([[0], [1], [4], [5]]), Int32Array.of(0, 0, 1, 1));
    expect([...(await line.predict(matrixFrom([[-1], [6]])))]).toEqual([0, 1]);
  });

  it('predicts the more frequent of two classes where features are constant', async () => {
    const X = matrixFrom([[3], [3], [3], [3]]);
    const model = await new LinearSvm().fit(X, Int32Array.of(0, 1, 1, 1));
    expect([...(await model.predict(X))]).toEqual([1, 1, 1, 1]);
  });

  it('separates what is separable', async () => {
    const { X, y } = blobs({ distance: 30 });
    const model = await new LinearSvm({ C: 100 }).fit(X, y);
    expect(accuracy(await model.predict(X), y)).toBe(1);
  });

  it('warns when the iterations do not suffice', async () => {
    const { X, y } = blobs();
    expect((await new LinearSvm({ maxIterations: 1, tolerance: 1e-9 }).fit(X, y)).warnings).toEqual([
      'Linear SVM did not converge in 1 iterations: standardize the features or raise maxIterations',
    ]);
  });
});
