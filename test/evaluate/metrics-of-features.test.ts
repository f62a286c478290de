import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom, takeRows, toSparse } from '../../src/core/index.ts';
import {
  createGrid,
  createPipeline,
  estimators,
  KMeans,
  NearestCentroid,
  type TransformStep,
} from '../../src/estimator/index.ts';
import { type Candidate, type EvaluationInput, evaluateCell, metrics } from '../../src/evaluate/index.ts';
import golden from '../golden/evaluate/sample-scores.json' with { type: 'json' };
import { classFolds } from '../support/class-folds.ts';
import { fake, twoClasses } from './fakes.ts';

const ofFeatures = metrics.entries.filter(({ needs }) => needs === 'features');

function foldOf(c: (typeof golden)[number]) {
  return {
    trainX: matrixFrom(c.trainX),
    trainY: Int32Array.from(c.trainY),
    testX: matrixFrom(c.testX),
    testY: Int32Array.from(c.testY),
    clusters: Int32Array.from(c.clusters),
  };
}

describe.each(golden)('scikit-learn agrees: $name', (c) => {
  it.each(Object.entries(c.expected))('%s', async (id, expected) => {
    expectClose(await metrics.get(id).perSample!(foldOf(c)), expected);
  });

  it('silhouette of the classes, where there are no clusters', async () => {
    const { clusters: _, ...fold } = foldOf(c);
    expectClose(await metrics.get('silhouette').perSample!(fold), c.silhouetteOfClasses);
  });

  it.each(ofFeatures.map(({ id }) => id))('%s of sparse features', async (id) => {
    const fold = foldOf(c);
    const sparse = { ...fold, trainX: toSparse(fold.trainX), testX: toSparse(fold.testX) };
    const score = metrics.get(id).perSample!;
    expect(await score(sparse)).toEqual(await score(fold));
  });
});

function expectClose(scores: Float64Array, expected: readonly number[]): void {
  expect(scores).toHaveLength(expected.length);
  scores.forEach((score, i) => {
    expect(Math.abs(score - expected[i]!), `sample ${i}`).toBeLessThan(1e-9);
  });
}

const somePart = (maxLength: number) =>
  fc.array(
    fc.record({
      label: fc.integer({ min: 0, max: 2 }),
      features: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 }),
    }),
    { minLength: 1, maxLength },
  );

describe.each(ofFeatures)('$id', (metric) => {
  it('gives every sample a score within its range, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(somePart(15), somePart(15), async (train, test) => {
        const fold = {
          trainX: matrixFrom(train.map(({ features }) => features)),
          trainY: Int32Array.from(train, ({ label }) => label),
          testX: matrixFrom(test.map(({ features }) => features)),
          testY: Int32Array.from(test, ({ label }) => label),
        };
        const scores = await metric.perSample!(fold);
        expect(scores).toHaveLength(test.length);
        for (const score of scores) {
          expect(score).toBeGreaterThanOrEqual(metric.range[0]);
          expect(score).toBeLessThanOrEqual(metric.range[1]);
        }
        const turned = [...scores.keys()].reverse();
        const again = await metric.perSample!({
          ...fold,
          testX: takeRows(fold.testX, turned),
          testY: fold.testY.toReversed(),
        });
        turned.forEach((i, place) => {
          expect(again[place]).toBeCloseTo(scores[i]!, 9);
        });
      }),
    );
  });
});

describe('silhouette', () => {
  it('is 0 where there is one cluster, or nothing but clusters of one', async () => {
    const score = metrics.get('silhouette').perSample!;
    const { X, y } = twoClasses(4);
    const parts = { trainX: X, trainY: y, testX: X, testY: y };
    expect([...(await score({ ...parts, clusters: new Int32Array(4) }))]).toEqual([0, 0, 0, 0]);
    expect([...(await score({ ...parts, clusters: Int32Array.of(3, 1, 0, 7) }))]).toEqual([0, 0, 0, 0]);
  });
});

describe('in an evaluation', () => {
  const { X, y } = twoClasses(40);
  const folds = [0, 1].map((f) => ({
    train: Int32Array.from(y.keys()).filter((i) => Math.floor(i / 2) % 2 !== f),
    test: Int32Array.from(y.keys()).filter((i) => Math.floor(i / 2) % 2 === f),
  }));
  const evaluate = (candidates: readonly Candidate[], changed: Partial<EvaluationInput>) =>
    evaluateCell({
      X,
      y,
      nClasses: 2,
      folds,
      candidates,
      tune: { folds: 2, metric: 'accuracy' },
      metrics: ['recallAt1'],
      seed: 1,
      ...changed,
    });

  it('are computed on request alone', async () => {
    const { metrics: without, tested } = await evaluate([fake('model', {})], { metrics: ['accuracy'] });
    expect(Object.keys(without)).toEqual(['accuracy']);
    expect(tested[0]).not.toHaveProperty('sampleScores');
  });

  it('are the mean of the scores kept with each fold, with an interval', async () => {
    const { metrics: found, tested } = await evaluate([fake('model', {})], { metrics: ['silhouette'] });
    const means = classFolds(tested).map(({ sampleScores }) => {
      const scores = sampleScores!.silhouette!;
      expect(scores).toHaveLength(20);
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    });
    expect(found.silhouette!.perFold).toEqual(means.map((mean) => expect.closeTo(mean, 12)));
    const [low, high] = found.silhouette!.ci95;
    expect(low).toBeLessThan(found.silhouette!.mean);
    expect(high).toBeGreaterThan(found.silhouette!.mean);
  });

  it('see the features after the transforms', async () => {
    // The first column says nothing of the class, and as it is it drowns the second, which says all.
    const mixed = matrix(40, 2);
    for (let i = 0; i < 40; i++) mixed.data.set([1000 + ((i * 7919) % 40), 5 * y[i]! - 2.5], 2 * i);
    const candidateOf = (steps: readonly TransformStep[]): Candidate => ({
      params: {},
      create: () => createPipeline(steps, new NearestCentroid()),
    });
    const raw = await evaluate([candidateOf([])], { X: mixed, metrics: ['silhouette'] });
    const scaled = await evaluate([candidateOf([{ type: 'standardize', params: {} }])], {
      X: mixed,
      metrics: ['silhouette'],
    });
    expect(scaled.metrics.silhouette!.mean).toBeGreaterThan(raw.metrics.silhouette!.mean + 0.2);
  });

  it('choose between settings on inner folds', async () => {
    const clumps = matrix(40, 1);
    for (let i = 0; i < 40; i++) clumps.data[i] = 100 * y[i]! + (i % 5);
    const candidates = [3, 2, 5].map((k) => ({
      params: { k },
      create: () => new KMeans({ k }),
    }));
    const { chosen } = await evaluate(candidates, {
      X: clumps,
      tune: { folds: 2, metric: 'silhouette' },
      metrics: ['silhouette'],
    });
    expect(chosen).toEqual([{ k: 2 }, { k: 2 }]);
  });

  it('choose between settings that are fitted together too', async () => {
    const entry = estimators.get('logistic-regression');
    const settings = [{ C: 0.1 }, { C: 10 }].map((given) => entry.params.parse(given) as { C: number });
    const candidates = settings.map((params) => ({ params, create: () => entry.create(params) }));
    const { chosen, warnings } = await evaluate(candidates, {
      fitGrid: createGrid([], entry, settings),
      tune: { folds: 2, metric: 'recallAt1' },
    });
    // Without a transform of its own no setting finds better neighbours than another.
    expect(chosen.map(({ C }) => C)).toEqual([0.1, 0.1]);
    expect(warnings).not.toContainEqual(expect.stringContaining('recallAt1'));
  });
});
