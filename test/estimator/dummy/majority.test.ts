import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../../src/core/index.ts';
import { Majority } from '../../../src/estimator/index.ts';

const X = matrixFrom([[1], [2], [3], [4]]);

describe('majority', () => {
  it('predicts the most frequent class and its share, as scikit-learn with strategy prior', async () => {
    const model = await new Majority().fit(X, Int32Array.of(2, 0, 2, 2), { nClasses: 4 });
    expect([...(await model.predict(X))]).toEqual([2, 2, 2, 2]);
    expect([...(await model.predictProba(X)).data.subarray(4, 8)]).toEqual([0.25, 0, 0.75, 0]);
  });

  it('gives a tie to the lower id', async () => {
    const model = await new Majority().fit(X, Int32Array.of(1, 1, 0, 0));
    expect((await model.predict(X))[0]).toBe(0);
  });
});
