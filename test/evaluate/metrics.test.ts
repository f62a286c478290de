import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom, takeRows } from '../../src/core/index.ts';
import { type ClassPredictions, metrics } from '../../src/evaluate/index.ts';
import { confusionMatrix } from '../../src/evaluate/metrics/confusion-matrix.ts';
import golden from '../golden/evaluate/metrics.json' with { type: 'json' };

function predictionsOf(c: (typeof golden)[number]): ClassPredictions {
  return {
    yTrue: Int32Array.from(c.yTrue),
    yPred: Int32Array.from(c.yPred),
    clusters: Int32Array.from(c.clusters),
    proba: matrixFrom(c.proba),
    nClasses: c.nClasses,
  };
}

const ofClasses = metrics.entries.filter(({ task }) => task === 'classification');

const ofFeatures = metrics.entries.filter(({ needs }) => needs === 'features');

/** The sample at each index, as often as it is named. */
function repeated(p: ClassPredictions, indices: readonly number[]): ClassPredictions {
  return {
    yTrue: Int32Array.from(indices, (i) => p.yTrue[i]!),
    yPred: Int32Array.from(indices, (i) => p.yPred[i]!),
    clusters: Int32Array.from(indices, (i) => p.clusters![i]!),
    proba: takeRows(p.proba!, indices),
    nClasses: p.nClasses,
    ...(p.sampleScores && {
      sampleScores: Object.fromEntries(
        Object.entries(p.sampleScores).map(([id, scores]) => [
          id,
          Float64Array.from(indices, (i) => scores[i]!),
        ]),
      ),
    }),
  };
}

describe('registry', () => {
  it('has every metric of the folder under the name of its file', () => {
    const helpers = [
      'class-counts',
      'class-ranking',
      'confusion-matrix',
      'contingency',
      'define-metric',
      'define-sample-metric',
      'label-counts',
      'mean-precision',
      'recall-at-k',
      'registry',
      'top-k',
      'weighted-mean',
    ];
    const files = readdirSync(new URL('../../src/evaluate/metrics', import.meta.url))
      .map((file) => file.replace('.ts', ''))
      .filter((file) => !helpers.includes(file));
    const kebab = metrics.ids.map((id) =>
      id.replace(/[A-Z]+|(?<=[A-Za-z][a-z])\d+/g, (part) => `-${part.toLowerCase()}`),
    );
    expect(kebab.toSorted()).toEqual(files.toSorted());
  });
});

describe.each(golden)('scikit-learn agrees: $name', (c) => {
  const predictions = predictionsOf(c);
  it.each(Object.entries(c.expected))('%s', (id, expected) => {
    expect(Math.abs(metrics.get(id).compute(predictions) - expected)).toBeLessThan(1e-9);
  });

  it.each(Object.entries(c.expectedWeighted))('%s of weighted samples', (id, expected) => {
    const score = metrics.get(id).weighted(predictions);
    expect(Math.abs(score(Float64Array.from(c.weights)) - expected)).toBeLessThan(1e-9);
  });

  it('confusion matrix', () => {
    expect(confusionMatrix(predictions)).toEqual(c.confusion);
  });
});

const somePredictions = fc
  .array(
    fc.record({
      yTrue: fc.integer({ min: 0, max: 3 }),
      yPred: fc.integer({ min: 0, max: 3 }),
      cluster: fc.integer({ min: 0, max: 5 }),
      likelihoods: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((samples) => ({
    yTrue: Int32Array.from(samples, (sample) => sample.yTrue),
    yPred: Int32Array.from(samples, (sample) => sample.yPred),
    clusters: Int32Array.from(samples, (sample) => sample.cluster),
    proba: matrixFrom(samples.map(({ likelihoods }) => normalised(likelihoods))),
    nClasses: 4,
    sampleScores: Object.fromEntries(
      ofFeatures.map(({ id }) => [id, Float64Array.from(samples, ({ score }) => score)]),
    ),
  }));

function normalised(likelihoods: readonly number[]): number[] {
  const total = likelihoods.reduce((sum, value) => sum + value, 0);
  return likelihoods.map((value) => (total === 0 ? 0.25 : value / total));
}

describe.each(ofClasses)('$id', (metric) => {
  it('stays within its range and does not depend on the order of samples', () => {
    fc.assert(
      fc.property(somePredictions, (predictions) => {
        const value = metric.compute(predictions);
        expect(value).toBeGreaterThanOrEqual(metric.range[0]);
        expect(value).toBeLessThanOrEqual(metric.range[1]);
        const turned = [...predictions.yTrue.keys()].reverse();
        expect(metric.compute(repeated(predictions, turned))).toBeCloseTo(value, 12);
      }),
    );
  });
});

// A sample that counts twice is no pair in the Rand index, two copies are: that is a test of its own.
describe.each(ofClasses.filter(({ id }) => id !== 'ari'))('$id', (metric) => {
  it('counts a weight as so many copies, time after time', () => {
    fc.assert(
      fc.property(
        somePredictions,
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (predictions, stream) => {
          const score = metric.weighted(predictions);
          for (const _ of [1, 2]) {
            const weights = Float64Array.from(predictions.yTrue, () => stream.next().value as number);
            weights[0]! += 1;
            const copies = [...weights.keys()].flatMap((i) => new Array<number>(weights[i]!).fill(i));
            expect(score(weights)).toBeCloseTo(metric.compute(repeated(predictions, copies)), 12);
          }
        },
      ),
    );
  });
});

describe('ari', () => {
  it('makes no pair of a sample and itself, so that resampling adds no agreement', () => {
    const n = 400;
    const predictions: ClassPredictions = {
      yTrue: Int32Array.from({ length: n }, (_, i) => i % 10),
      yPred: new Int32Array(n),
      clusters: Int32Array.from({ length: n }, (_, i) => (i % 3 === 0 ? i % 10 : i % 7)),
      proba: matrix(n, 10),
      nClasses: 10,
    };
    const twice = [...Array(2 * n).keys()].map((i) => i % n);
    const score = metrics.get('ari').weighted(predictions);
    const once = score(new Float64Array(n).fill(1));
    expect(score(new Float64Array(n).fill(2))).toBeCloseTo(once, 3);
    expect(metrics.get('ari').compute(repeated(predictions, twice))).toBeGreaterThan(once + 0.005);
  });
});
