import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, DataError } from '../../src/core/index.ts';
import {
  type ClassFold,
  type Fold,
  learningCurve,
  type MeasuredSize,
  reduceFolds,
} from '../../src/evaluate/index.ts';
import { fitPowerLaw, scoreAt } from '../../src/evaluate/learning-curve/power-law.ts';
import { golden } from '../support/golden.ts';

interface PowerLawCase {
  readonly name: string;
  readonly n: readonly number[];
  readonly y: readonly number[];
  readonly range: readonly [number, number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly doubled: number;
}

describe('power law', () => {
  it.each(golden<PowerLawCase[]>('learning-curve/power-law.json'))(
    'is fitted as by scipy: $name',
    ({ n, y, range, a, b, c, doubled }) => {
      const law = fitPowerLaw(
        n.map((size, i) => ({ n: size, score: y[i]! })),
        range,
      );
      expect(Math.abs(law.a - a)).toBeLessThan(1e-6);
      expect(Math.abs(law.c - c)).toBeLessThan(1e-6);
      expect(Math.abs(law.b / b - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scoreAt(law, 2 * n.at(-1)!) - doubled)).toBeLessThan(1e-6);
    },
  );

  it('is level where more data made it worse', () => {
    const law = fitPowerLaw(
      [0.8, 0.78, 0.77, 0.75].map((score, i) => ({ n: 100 * (i + 1), score })),
      [0, 1],
    );
    expect(law.b).toBe(0);
    expect(law.a).toBeCloseTo((0.8 + 2 * 0.78 + 3 * 0.77 + 4 * 0.75) / 10, 12);
  });
});

const folds: Fold[] = [0, 1, 2].map((f) => ({
  train: Int32Array.from(Array(90).keys()).filter((i) => i % 3 !== f),
  test: Int32Array.from(Array(90).keys()).filter((i) => i % 3 === f),
}));

describe('reduced folds', () => {
  const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 90, maxLength: 90 });

  it('lie in each other within a draw, stratified within one sample, and test what the run tests', () => {
    fc.assert(
      fc.property(labels, fc.integer(), (values, seed) => {
        const y = Int32Array.from(values);
        const reduced = reduceFolds({ shares: [0.5, 0.2, 0.75] }, 2, { folds, y, seed });
        expect(reduced.map(({ trainSize }) => trainSize)).toEqual([12, 30, 45]);
        for (const [s, { folds: made }] of reduced.entries()) {
          expect(made).toHaveLength(6);
          for (const [i, { train, test }] of made.entries()) {
            const whole = folds[i % 3]!;
            expect(test).toEqual(whole.test);
            const larger = new Set((reduced[s + 1]?.folds[i] ?? whole).train);
            expect(train.every((row) => larger.has(row))).toBe(true);
            expect(train).toEqual(train.toSorted());
            for (const label of new Set(values)) {
              const countIn = (rows: Int32Array) => rows.filter((row) => y[row] === label).length;
              const wanted = (countIn(whole.train) * train.length) / whole.train.length;
              // Every class is there once before any is there twice.
              expect(Math.abs(countIn(train) - wanted)).toBeLessThanOrEqual(2);
              if (countIn(whole.train) > 0) expect(countIn(train)).toBeGreaterThan(0);
            }
          }
        }
      }),
    );
  });

  it('draws anew, and the same for the same seed', () => {
    const y = Int32Array.from({ length: 90 }, (_, i) => i % 2);
    const make = (seed: number) => reduceFolds({ sizes: [20] }, 2, { folds, y, seed })[0]!.folds;
    expect(make(1)).toEqual(make(1));
    expect(make(1)).not.toEqual(make(2));
    expect(make(1)[0]!.train).not.toEqual(make(1)[3]!.train);
  });

  it('takes groups whole but for the last', () => {
    const y = Int32Array.from({ length: 90 }, (_, i) => Math.floor(i / 3) % 2);
    const groups = Array.from(y, (_, i) => `g${Math.floor(i / 9)}`);
    const made = reduceFolds({ sizes: [20] }, 1, { folds, y, groups, seed: 0 })[0]!.folds;
    for (const [f, { train }] of made.entries()) {
      const broken = [...new Set(groups)].filter((group) => {
        const isIn = (rows: Int32Array) => rows.filter((row) => groups[row] === group).length;
        return isIn(train) > 0 && isIn(train) < isIn(folds[f]!.train);
      });
      expect(broken.length).toBeLessThanOrEqual(1);
    }
  });

  it.each([
    [{ sizes: [3] }, 3, 'every class must be among them: there are 4 classes'],
    [{ sizes: [60] }, 60, 'every training part must hold more: the smallest holds 60'],
    [{ shares: [0.01] }, 1, 'every class must be among them: there are 4 classes'],
  ])('refuses %j', (sizes, size, reason) => {
    const y = Int32Array.from({ length: 90 }, (_, i) => i % 4);
    expect(() => reduceFolds(sizes, 1, { folds, y, seed: 0 })).toThrow(
      new DataError(`Cannot measure the learning curve at ${size} training samples as ${reason}`),
    );
  });

  it('goes below the number of classes where they only stratify', () => {
    const y = Int32Array.from({ length: 90 }, (_, i) => i % 4);
    const input = { folds, y, seed: 0, stratifiesOnly: true };
    expect(reduceFolds({ sizes: [3] }, 1, input)[0]!.folds[0]!.train).toHaveLength(3);
    expect(() => reduceFolds({ shares: [0.01] }, 1, input)).toThrow(
      'Cannot measure the learning curve at 1 training samples as there must be at least two',
    );
  });
});

const sizes = [60, 85, 120, 170, 240, 340, 480];
const truth = (n: number) => 0.9 - 2 * n ** -0.45;

/** Five test parts of 120 samples; a training part's luck lasts over all its sizes. */
function measured(seed: number): MeasuredSize[] {
  const rng = createRng(seed);
  const hardness = Array.from({ length: 600 }, () => rng.float());
  const luck = Array.from({ length: 5 }, () => rng.normal() * 0.01);
  return sizes.map((trainSize) => {
    const tested = luck.map((shift, f): ClassFold => {
      const rows = Int32Array.from({ length: 120 }, (_, i) => 120 * f + i);
      const chance = truth(trainSize) + shift + rng.normal() * 0.01;
      // Three of four predictions depend on how hard the sample is, at every size.
      const yPred = rows.map((row) => ((rng.float() < 0.75 ? hardness[row]! : rng.float()) < chance ? 0 : 1));
      return { rows, yTrue: new Int32Array(120), yPred, nClasses: 2 };
    });
    const perFold = tested.map(({ yPred }) => yPred.filter((label) => label === 0).length / 120);
    const accuracy = perFold.reduce((sum, value) => sum + value / 5, 0);
    return {
      trainSize,
      evaluation: { tested, metrics: { accuracy: { mean: accuracy, ci95: [0, 1] as const, perFold } } },
    };
  });
}

describe('learning curve', () => {
  it('says what doubling the data should bring, and its interval covers what it does bring', () => {
    const gain = truth(960) - truth(480);
    const curves = Array.from({ length: 60 }, (_, seed) =>
      learningCurve(measured(seed), { metric: 'accuracy', seed, nResamples: 150 }),
    );
    const covered = curves.filter(({ doubling }) => {
      const [low, high] = doubling!.gain.ci95;
      return low <= gain && gain <= high;
    });
    const mean = curves.reduce((sum, { doubling }) => sum + doubling!.gain.mean / 60, 0);
    expect(covered.length).toBeGreaterThanOrEqual(54);
    expect(Math.abs(mean - gain)).toBeLessThan(0.005);
    expect(curves[0]!.doubling).toMatchObject({ from: 480, to: 960 });
  });

  it('keeps the points of the run as they are', () => {
    const points = measured(0);
    expect(learningCurve(points, { metric: 'accuracy', seed: 0, nResamples: 10 }).points).toEqual(
      points.map(({ trainSize, evaluation }) => ({
        trainSize,
        mean: evaluation.metrics.accuracy!.mean,
        ci95: [0, 1],
      })),
    );
  });

  it('fits nothing to three sizes', () => {
    expect(learningCurve(measured(0).slice(4), { metric: 'accuracy', seed: 0 })).not.toHaveProperty('fit');
  });

  it('turns round where less is better', () => {
    const halves = measured(1).map(({ trainSize, evaluation }) => {
      const { mean } = evaluation.metrics.accuracy!;
      const tested = evaluation.tested.map((fold) => ({
        ...fold,
        proba: {
          rows: 120,
          cols: 2,
          data: Float32Array.from({ length: 240 }, (_, i) => (i % 2 === 0 ? mean : 1 - mean)),
        },
      }));
      const logLoss = { mean: -Math.log(mean), ci95: [0, 1] as const, perFold: [] };
      return { trainSize, evaluation: { tested, metrics: { logLoss } } };
    });
    const { fit, doubling } = learningCurve(halves, { metric: 'logLoss', seed: 0, nResamples: 50 });
    expect(fit!.b).toBeLessThan(0);
    expect(doubling!.gain.mean).toBeGreaterThan(0);
    expect(doubling!.expected.mean).toBeLessThan(halves.at(-1)!.evaluation.metrics.logLoss.mean);
  });
});
