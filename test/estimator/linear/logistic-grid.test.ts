import { describe, expect, it } from 'vitest';
import { type Features, takeLabels, takeRows, toSparse } from '../../../src/core/index.ts';
import {
  crossValidatedLogisticRegression,
  type FittedLogisticRegression,
  LogisticRegression,
  logisticRegressionPath,
} from '../../../src/estimator/index.ts';
import { logisticRegression } from '../../../src/estimator/linear/logistic-regression.ts';
import { accuracy, blobs, maxDifference } from '../../support/estimator-data.ts';

const precise = { tolerance: 1e-6, maxIterations: 5000 };
/** Below the size from which a session is used, and above. */
const sizes = { small: blobs({ n: 60, d: 5 }), large: blobs({ n: 150, d: 60, nClasses: 4, distance: 3 }) };

async function probabilities(model: FittedLogisticRegression, X: Features) {
  return (await model.predictProba(X)).data;
}

describe.each(Object.entries(sizes))('on %s data', (_, { X, y }) => {
  const settings = [
    { C: 1 },
    { C: 0.01 },
    { C: 0.1, penalty: 'l1' },
    { C: 0.1, classWeight: 'balanced' },
    { C: 0.1, multiclass: 'one-vs-rest' },
  ].map((params) => logisticRegression.params.parse({ ...precise, ...params }));
  const parts = [
    Int32Array.from(y.keys()).filter((i) => i % 3 !== 0),
    Int32Array.from(y.keys()).filter((i) => i % 5 !== 1 && y[i] !== 1),
    Int32Array.from(y.keys()).filter((i) => y[i] === 0 || y[i] === 2),
  ];

  it.each(['dense', 'sparse'])('a grid gives the models of single fits, %s', async (kind) => {
    const features = kind === 'sparse' ? toSparse(X) : X;
    const models = await logisticRegression.fitGrid!(features, y, parts, settings, { nClasses: 5 });
    for (const [p, rows] of parts.entries()) {
      for (const [s, setting] of settings.entries()) {
        const single = await new LogisticRegression(setting).fit(takeRows(X, rows), takeLabels(y, rows), {
          nClasses: 5,
        });
        const together = models[p]![s] as FittedLogisticRegression;
        expect(together.warnings).toEqual(single.warnings);
        expect(together.classes).toEqual(single.classes);
        const [a, b] = [await probabilities(together, X), await probabilities(single, X)];
        expect(maxDifference(a, b), JSON.stringify(setting)).toBeLessThan(2e-3);
      }
    }
  });

  it('a path gives the models of single fits, in the order of its values', async () => {
    const Cs = [1, 0.001, 0.1];
    const path = await logisticRegressionPath(X, y, { ...precise, Cs });
    for (const [c, C] of Cs.entries()) {
      const single = await new LogisticRegression({ ...precise, C }).fit(X, y);
      expect(maxDifference(await probabilities(path[c]!, X), await probabilities(single, X))).toBeLessThan(
        2e-3,
      );
    }
  });

  it('a search chooses the C of the best mean accuracy and fits it on all samples', async () => {
    const Cs = [1e-6, 0.1, 1];
    const sampleWeight = Float64Array.from(y, (_, i) => (i % 7) / 2);
    const options = { seed: 3, sampleWeight };
    const found = await crossValidatedLogisticRegression(X, y, { ...precise, Cs, folds: 3 }, options);
    const means = Cs.map((_, c) => found.accuracy.reduce((sum, ofFold) => sum + ofFold[c]!, 0));
    expect(found.accuracy).toHaveLength(3);
    expect(means[Cs.indexOf(found.C)]).toBe(Math.max(...means));
    const single = await new LogisticRegression({ ...precise, C: found.C }).fit(X, y, options);
    expect(maxDifference(await probabilities(found.model, X), await probabilities(single, X))).toBeLessThan(
      1e-3,
    );
    expect(accuracy(await found.model.predict(X), y)).toBeGreaterThan(0.8);
  });
});

describe('weights', () => {
  const { X, y } = sizes.large;
  const fitted = async (sampleWeight: Float64Array, penalty: 'l1' | 'l2', rows = Int32Array.from(y.keys())) =>
    probabilities(
      await new LogisticRegression({ ...precise, C: 0.1, penalty }).fit(
        takeRows(X, rows),
        takeLabels(y, rows),
        {
          nClasses: 4,
          sampleWeight: Float64Array.from(rows, (row) => sampleWeight[row]!),
        },
      ),
      X,
    );

  it.each(['l1', 'l2'] as const)(
    'of 0 leave samples out, and of 2 count them twice, with %s',
    async (penalty) => {
      const weights = Float64Array.from(y, (label, i) => (label === 3 ? 0 : i % 3));
      const left = Int32Array.from(y.keys()).filter((i) => weights[i]! > 0);
      const twice = Int32Array.from([...left, ...left.filter((i) => weights[i] === 2)]);
      const weighted = await fitted(weights, penalty);
      expect(maxDifference(weighted, await fitted(weights, penalty, left))).toBeLessThan(2e-3);
      const ones = new Float64Array(y.length).fill(1);
      expect(maxDifference(weighted, await fitted(ones, penalty, twice))).toBeLessThan(2e-3);
      expect(weighted.every((p, at) => at % 4 !== 3 || p === 0)).toBe(true);
    },
  );
});

describe('a search', () => {
  it('refuses fewer than two folds and more folds than samples', async () => {
    const { X, y } = sizes.small;
    for (const folds of [1, 61, 2.5]) {
      await expect(crossValidatedLogisticRegression(X, y, { folds })).rejects.toThrow(
        `Cannot cross-validate logistic-regression as folds must be in 2…60, the number of samples: it is ${folds}`,
      );
    }
  });

  it('stops when the signal is raised', async () => {
    const { X, y } = sizes.large;
    const signal = AbortSignal.abort();
    await expect(crossValidatedLogisticRegression(X, y, {}, { signal })).rejects.toThrow('Interrupted');
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    const { X, y } = sizes.large;
    await logisticRegressionPath(X, y, { Cs: [0.01, 1] }, { progress: (share) => shares.push(share) });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(shares.length).toBeGreaterThan(3);
  });
});
