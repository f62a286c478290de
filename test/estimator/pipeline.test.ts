import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../src/core/index.ts';
import {
  classifierFromJSON,
  createPipeline,
  LinearSvm,
  LogisticRegression,
  Standardize,
} from '../../src/estimator/index.ts';
import { blobs } from '../support/estimator-data.ts';

const steps = [
  { type: 'standardize', params: {} },
  { type: 'pca', params: { components: 2 } },
];

describe('createPipeline', () => {
  it('fits each transform on what the one before it made of the training data', async () => {
    const { X, y } = blobs();
    const fresh = blobs({ seed: 2 }).X;
    const model = await createPipeline([steps[0]!], new LogisticRegression()).fit(X, y);
    const scaler = await new Standardize().fit(X);
    const byHand = await new LogisticRegression().fit(await scaler.transform(X), y);
    expect((await model.predictProba!(fresh)).data).toEqual(
      (await byHand.predictProba(await scaler.transform(fresh))).data,
    );
  });

  it('survives JSON and keeps what the model can do', async () => {
    const { X, y } = blobs();
    const model = await createPipeline(steps, new LogisticRegression()).fit(X, y);
    const again = classifierFromJSON(JSON.parse(JSON.stringify(model.toJSON())));
    expect(await again.predict(X)).toEqual(await model.predict(X));
    expect((await again.predictProba!(X)).data).toEqual((await model.predictProba!(X)).data);
    expect([again.nFeatures, again.nClasses]).toEqual([5, 3]);
    const svm = await createPipeline(steps, new LinearSvm()).fit(X, y);
    expect(svm.predictProba).toBeUndefined();
  });

  it('is the estimator itself without transforms', () => {
    const estimator = new LinearSvm();
    expect(createPipeline([], estimator)).toBe(estimator);
  });

  it('refuses unknown transforms and bad data before anything is fitted', async () => {
    expect(() => createPipeline([{ type: 'standardise', params: {} }], new LinearSvm())).toThrow(
      'Cannot find transform "standardise": did you mean "standardize"',
    );
    await expect(
      createPipeline(steps, new LinearSvm()).fit(matrixFrom([[1], [Number.NaN]]), Int32Array.of(0, 1)),
    ).rejects.toThrow('X must be finite: row 1, column 0 is NaN');
  });
});
