import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/core/index.ts';
import { Majority, Stratified } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

const { y, draws, cases } = golden<{
  y: number[];
  draws: number;
  cases: { weights: number[] | null; majority: number; shares: number[]; drawnShares: number[] }[];
}>('dummy/dummy.json');

const X = matrix(y.length, 1);
const labels = Int32Array.from(y);
const many = matrix(draws, 1);

describe.each(cases)('with weights $weights.length', ({ weights, majority, shares, drawnShares }) => {
  const options = weights === null ? {} : { sampleWeight: Float64Array.from(weights) };

  it('majority predicts what scikit-learn predicts', async () => {
    const model = await new Majority().fit(X, labels, options);
    expect([...new Set(await model.predict(X))]).toEqual([majority]);
    const { data } = await model.predictProba(X);
    expect(maxDifference(data.subarray(0, 4), shares)).toBeLessThan(1e-6);
  });

  it('stratified draws classes as often as scikit-learn does', async () => {
    const model = await new Stratified().fit(X, labels, { ...options, seed: 1 });
    expect(maxDifference(model.shares, shares)).toBeLessThan(1e-12);
    const counts = [0, 0, 0, 0];
    for (const label of await model.predict(many)) counts[label]!++;
    shares.forEach((share, label) => {
      const error = Math.sqrt((2 * share * (1 - share)) / draws);
      expect(Math.abs(counts[label]! / draws - drawnShares[label]!)).toBeLessThanOrEqual(4 * error);
    });
  });
});

describe('stratified', () => {
  it('draws the same for the same seed, and otherwise for another', async () => {
    const drawn = async (seed: number) => [
      ...(await (await new Stratified().fit(X, labels, { seed })).predict(X)),
    ];
    expect(await drawn(3)).toEqual(await drawn(3));
    expect(await drawn(3)).not.toEqual(await drawn(4));
  });

  it('is certain of what it draws', async () => {
    const model = await new Stratified().fit(X, labels);
    const predicted = await model.predict(X);
    const { data } = await model.predictProba(X);
    predicted.forEach((label, i) => {
      expect([...data.subarray(4 * i, 4 * i + 4)]).toEqual([0, 1, 2, 3].map((k) => (k === label ? 1 : 0)));
    });
  });
});
