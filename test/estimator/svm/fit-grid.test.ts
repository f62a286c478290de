import { describe, expect, it } from 'vitest';
import { takeLabels, takeRows } from '../../../src/core/index.ts';
import { type EstimatorEntry, estimators, FittedSvm } from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';

const { X, y } = blobs({ n: 120, nClasses: 3, distance: 1.5 });
const parts = [0, 1, 2].map((fold) =>
  Int32Array.from(y.keys()).filter((i) => Math.floor(i / 3) % 3 !== fold),
);

const grids: readonly (readonly [string, readonly object[]])[] = [
  ['svm', [10, 0.1, 1].flatMap((C) => [0.05, 0.2].map((gamma) => ({ C, gamma })))],
  [
    'svm',
    [{ C: 5 }, { C: 1, classWeight: 'balanced' }, { kernel: 'linear' }, { kernel: 'polynomial', gamma: 0.1 }],
  ],
  ['svm', [{ C: 1, cacheMegabytes: 0.05 }, { C: 3, classWeight: [1, 0, 2, 1] }, { kernel: 'cosine' }]],
  ['svm', [{ probability: 'platt' }, { C: 2, probability: 'isotonic' }]],
  ['nu-svm', [{ nu: 0.4 }, { nu: 0.6 }, { nu: 0.6, gamma: 0.2 }]],
];

describe.each(grids)('fitGrid of %s over %j', (id, settings) => {
  it('gives the models that single fits give', async () => {
    const entry: EstimatorEntry = estimators.get(id);
    const params = settings.map((each) => entry.params.parse({ tolerance: 1e-6, ...each }));
    const told: number[] = [];
    const models = await entry.fitGrid!(X, y, parts, params, {
      nClasses: 4,
      progress: (done) => told.push(done),
    });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    for (const [p, part] of parts.entries()) {
      for (const [s, setting] of params.entries()) {
        const single = await entry
          .create(setting)
          .fit(takeRows(X, part), takeLabels(y, part), { nClasses: 4 });
        const model = models[p]![s]!;
        if (!(model instanceof FittedSvm && single instanceof FittedSvm)) throw new TypeError('Not an SVM');
        const [found, expected] = [await model.decisionFunction(X), await single.decisionFunction(X)];
        expect(maxDifference(found.data, expected.data)).toBeLessThan(1e-3);
        expect(model.warnings).toEqual(single.warnings);
        if (model.predictProba === undefined) continue;
        const [p1, p2] = [await model.predictProba(X), await single.predictProba!(X)];
        expect(maxDifference(p1.data, p2.data)).toBeLessThan(1e-3);
      }
    }
  });
});

it('fitGrid refuses a precomputed kernel, as parts are rows only', async () => {
  const entry = estimators.get('svm');
  const precomputed = entry.params.parse({ kernel: 'precomputed' });
  await expect(entry.fitGrid!(X, y, parts, [precomputed])).rejects.toThrow(
    /^Cannot fit svm as X must be square with a precomputed kernel, .*: it is 78×5$/,
  );
});
