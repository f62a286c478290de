import { describe, expect, it } from 'vitest';
import {
  InterruptedError,
  labelMatrix,
  matrix,
  takeLabelRows,
  takeRows,
  toSparse,
} from '../../../src/core/index.ts';
import { estimators, multiLabelFromJSON, OneVsRest } from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { labelData } from '../../support/label-data.ts';

/** Parameters that keep the suite fast, or give probabilities. */
const settings: Readonly<Record<string, object>> = {
  'random-forest': { nEstimators: 15 },
  'extra-trees': { nEstimators: 15 },
  'gradient-boosted-trees': { maxIterations: 10, minSamplesLeaf: 2 },
  svm: { probability: 'platt' },
  'nu-svm': { nu: 0.1, probability: 'platt' },
};

/** No models of two classes with probabilities. */
const unsuited: Readonly<Record<string, string>> = {
  'linear-svm': 'it gives no probabilities',
  'ridge-classifier': 'it gives no probabilities',
  'nearest-centroid': 'it gives no probabilities',
  'multinomial-naive-bayes': 'it is for counts',
  'complement-naive-bayes': 'it is for counts',
  'k-means': 'it clusters',
  'mini-batch-k-means': 'it clusters',
  'gaussian-mixture': 'it clusters',
  agglomerative: 'it clusters',
};

/** Learn nothing from the features, or nothing of so few samples. */
const blind: readonly string[] = ['majority', 'stratified'];

/** Labels that nearly all samples have, or none, and the one answer where there is one. */
const rareLabels: readonly {
  readonly has: string;
  readonly samples: (i: number) => boolean;
  readonly answer?: number;
}[] = [
  { has: 'no sample has', samples: () => false, answer: 0 },
  { has: 'one sample has', samples: (i) => i === 7 },
  { has: 'two samples have', samples: (i) => i === 7 || i === 30 },
  { has: 'all samples but one have', samples: (i) => i !== 7 },
  { has: 'every sample has', samples: () => true, answer: 1 },
];

/** Not the same for samples in another order, or without those of weight 0, as its random draws are by row number. */
const drawsRows: readonly string[] = ['random-forest'];

const { X, Y } = labelData({ n: 60, d: 5, nLabels: 3 });

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe.each(estimators.entries.filter(({ id }) => unsuited[id] === undefined))(
  'one-vs-rest of $id',
  ({ id, ...entry }) => {
    const create = () => new OneVsRest(() => entry.create(entry.params.parse(settings[id] ?? {})));

    it('gives valid scores and the labels above one half, and changes neither X nor Y', async () => {
      const [values, labels] = [X.data.slice(), Y.data.slice()];
      const model = await create().fit(X, Y);
      expect(model).toMatchObject({ nLabels: 3, nFeatures: 5, warnings: [] });
      const { data } = await model.scores(X);
      expect(data).toHaveLength(180);
      expect(data.every((score) => score >= 0 && score <= 1)).toBe(true);
      expect(Array.from((await model.predict(X)).data)).toEqual(Array.from(data, (s) => Number(s > 0.5)));
      expect((await model.predict(matrix(0, 5))).rows).toBe(0);
      expect(X.data).toEqual(values);
      expect(Y.data).toEqual(labels);
    });

    it('gives the same model for the same seed, and survives JSON unchanged', async () => {
      const model = await create().fit(X, Y, { seed: 5 });
      const second = await create().fit(X, Y, { seed: 5 });
      const scores = await model.scores(X);
      expect(await second.scores(X)).toEqual(scores);
      const revived = multiLabelFromJSON(JSON.parse(JSON.stringify(model)));
      expect(await revived.scores(X)).toEqual(scores);
      expect(JSON.stringify(revived)).toBe(JSON.stringify(model));
    });

    it('takes sparse features and weights as its classifier does', async () => {
      const few = matrix(
        60,
        5,
        X.data.map((value) => (Math.abs(value) < 1 ? 0 : value)),
      );
      const estimator = create();
      if (estimator.takesSparse) {
        const model = await estimator.fit(toSparse(few), Y);
        const dense = await (await estimator.fit(few, Y)).scores(few);
        expect(maxDifference((await model.scores(toSparse(few))).data, dense.data)).toBeLessThan(1e-3);
      } else {
        await expect(estimator.fit(toSparse(few), Y)).rejects.toThrow('X must be dense');
      }
      const sampleWeight = Float64Array.from({ length: 60 }, (_, i) => (i % 4 === 0 ? 0 : 1));
      if (estimator.takesWeights) {
        const weighted = await (await estimator.fit(X, Y, { sampleWeight })).scores(X);
        if (drawsRows.includes(id)) return;
        const rows = Array.from({ length: 60 }, (_, i) => i).filter((i) => i % 4 !== 0);
        const without = await (await estimator.fit(takeRows(X, rows), takeLabelRows(Y, rows))).scores(X);
        expect(maxDifference(weighted.data, without.data)).toBeLessThan(1e-3);
      } else {
        await expect(estimator.fit(X, Y, { sampleWeight })).rejects.toThrow('as it has no use for them');
      }
    });

    it('tells its progress in order', async () => {
      const told: number[] = [];
      await create().fit(X, Y, { progress: (done) => void told.push(done) });
      expect(told.at(-1)).toBe(1);
      expect(told).toEqual([...told].sort((a, b) => a - b));
    });

    it('stops at a raised signal', async () => {
      const fit = create().fit(X, Y, { signal: AbortSignal.abort() });
      await expect(fit).rejects.toThrow(InterruptedError);
    });

    it.each(rareLabels)('works with a label that $has', async ({ samples, answer }) => {
      const rare = labelMatrix(
        60,
        1,
        Uint8Array.from({ length: 60 }, (_, i) => Number(samples(i))),
      );
      const model = await create().fit(X, rare);
      const { data } = await model.scores(X);
      expect(data.every((score) => score >= 0 && score <= 1)).toBe(true);
      if (answer !== undefined) {
        expect(new Set(data)).toEqual(new Set([answer]));
        return;
      }
      if (blind.includes(id)) return;
      const [having, others] = [true, false].map((has) => data.filter((_, i) => samples(i) === has));
      expect(meanOf(having!)).toBeGreaterThan(meanOf(others!));
    });

    it('works with a label that one of two samples has', async () => {
      const pair = labelMatrix(2, 1, Uint8Array.of(0, 1));
      const { data } = await (await create().fit(takeRows(X, [0, 1]), pair)).scores(X);
      expect(data.every((score) => score >= 0 && score <= 1)).toBe(true);
    });

    it('refuses NaN, and X and Y of different lengths', async () => {
      const bad = matrix(60, 5, X.data.slice());
      bad.data[11] = Number.NaN;
      await expect(create().fit(bad, Y)).rejects.toThrow(
        new RangeError('Cannot fit one-vs-rest as X must be finite: row 2, column 1 is NaN'),
      );
      await expect(create().fit(takeRows(X, [1, 2]), Y)).rejects.toThrow(
        new RangeError(
          'Cannot fit one-vs-rest as X and Y must have equal length: X has 2 rows, Y has 60 label sets',
        ),
      );
      await expect((await create().fit(X, Y)).scores(bad)).rejects.toThrow(
        new RangeError('Cannot predict with one-vs-rest as X must be finite: row 2, column 1 is NaN'),
      );
    });
  },
);

it('the unsuited are estimators that exist', () => {
  expect(estimators.ids).toEqual(expect.arrayContaining(Object.keys(unsuited)));
});
