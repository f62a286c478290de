import { describe, expect, it } from 'vitest';
import { matrixFrom, toSparse } from '../../../src/core/index.ts';
import {
  createRegressionPipeline,
  estimators,
  Mean,
  RidgeRegression,
  regressorFromJSON,
  regressors,
  Standardize,
} from '../../../src/estimator/index.ts';
import { linearData } from '../../support/regression-data.ts';

const steps = [{ type: 'standardize', params: {} }];

describe('createRegressionPipeline', () => {
  it('fits each transform on the training data, and survives JSON', async () => {
    const { X, y } = linearData();
    const fresh = linearData({ seed: 2 }).X;
    const model = await createRegressionPipeline(steps, new RidgeRegression()).fit(X, y);
    const scaler = await new Standardize().fit(X);
    const byHand = await new RidgeRegression().fit(await scaler.transform(X), y);
    const predicted = await model.predict(fresh);
    expect(predicted).toEqual(await byHand.predict(await scaler.transform(fresh)));
    expect(await model.transform!(fresh)).toEqual(await scaler.transform(fresh));
    const again = regressorFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await again.predict(fresh)).toEqual(predicted);
    expect(again).toMatchObject({ nFeatures: 5, takesSparse: true });
  });

  it('passes sample weights on', async () => {
    const { X, y } = linearData();
    const sampleWeight = Float64Array.from(y, (_, i) => i % 3);
    const pipeline = createRegressionPipeline([{ type: 'l2', params: {} }], new Mean());
    expect(pipeline.takesWeights).toBe(true);
    const model = await pipeline.fit(toSparse(X), y, { sampleWeight });
    expect(await model.predict(X)).toEqual(await (await new Mean().fit(X, y, { sampleWeight })).predict(X));
  });

  it('is the regressor itself without transforms', () => {
    const regressor = new Mean();
    expect(createRegressionPipeline([], regressor)).toBe(regressor);
  });

  it('refuses bad data before anything is fitted', async () => {
    const pipeline = createRegressionPipeline(steps, new Mean());
    await expect(pipeline.fit(matrixFrom([[1], [2]]), Float64Array.of(1, Number.NaN))).rejects.toThrow(
      'Cannot fit a pipeline as targets must be finite: target 1 is NaN',
    );
  });
});

it('the ids of regressors are no estimators', () => {
  expect(regressors.ids.filter((id) => estimators.has(id))).toEqual([]);
});
