import { describe, expect, it } from 'vitest';
import { NearestCentroid, type NearestCentroidParams } from '../../../src/estimator/index.ts';
import { golden } from '../../support/golden.ts';
import { test, train } from '../../support/other-estimators-data.ts';

const cases = golden<{ params: NearestCentroidParams; predicted: number[] }[]>(
  'estimator-others/nearest-centroid.json',
);

describe('NearestCentroid', () => {
  it.each(cases)('equals the reference with $params', async ({ params, predicted }) => {
    const model = await new NearestCentroid(params).fit(train.X, train.y, { nClasses: 4 });
    expect(Array.from(await model.predict(test))).toEqual(predicted);
  });
});
