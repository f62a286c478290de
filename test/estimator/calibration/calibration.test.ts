import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixFrom } from '../../../src/core/index.ts';
import {
  calibrate,
  calibrationJson,
  calibrationToJSON,
  fitCalibration,
} from '../../../src/estimator/calibration/calibration.ts';
import { fitIsotonic, isotonicAt } from '../../../src/estimator/calibration/isotonic.ts';
import { fitPlatt, plattAt } from '../../../src/estimator/calibration/platt.ts';
import { stratifiedFolds } from '../../../src/estimator/calibration/stratified-folds.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly method: 'sigmoid' | 'isotonic';
  readonly k: number;
  readonly scores: number[][];
  readonly y: number[];
  readonly weights?: number[];
  readonly asked: number[][];
  readonly probabilities: number[][];
}

const { classifiers, regression } = golden<{
  classifiers: Case[];
  regression: Record<'x' | 'targets' | 'weights' | 'at' | 'values', number[]>;
}>('calibration/calibration.json');

describe.each(classifiers.map((each) => ({ ...each, weighted: each.weights !== undefined })))(
  '$method of $k classes, weighted: $weighted, of CalibratedClassifierCV',
  ({ method, scores, y, weights, asked, probabilities }) => {
    it('gives the same probabilities, also after JSON', () => {
      const calibration = fitCalibration(
        method === 'sigmoid' ? 'platt' : 'isotonic',
        matrixFrom(scores),
        Int32Array.from(y),
        weights && Float64Array.from(weights),
      );
      const found = calibrate(calibration, matrixFrom(asked)).data;
      expect(maxDifference(found, probabilities.flat())).toBeLessThan(method === 'sigmoid' ? 1e-5 : 1e-6);
      const revived = calibrationJson.parse(JSON.parse(JSON.stringify(calibrationToJSON(calibration))));
      expect(calibrate(revived, matrixFrom(asked)).data).toEqual(found);
    });
  },
);

const finite = { noNaN: true, min: -1e3, max: 1e3 };
const samples = fc.array(
  fc.record({
    score: fc.integer({ min: -9, max: 9 }),
    target: fc.double(finite),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('isotonic regression', () => {
  it('is that of scikit-learn, between and beyond the samples', () => {
    const { x, targets, weights, at, values } = regression;
    const curve = fitIsotonic(Float64Array.from(x), targets, Float64Array.from(weights));
    const found = at.map((score) => isotonicAt(curve, score));
    expect(maxDifference(found, values)).toBeLessThan(1e-8);
  });

  it('never falls, stays among the targets and keeps their weighted mean', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const scores = Float64Array.from(list, ({ score }) => score);
        const targets = list.map(({ target }) => target);
        const curve = fitIsotonic(
          scores,
          targets,
          Float64Array.from(list, ({ weight }) => weight),
        );
        for (let i = 1; i < curve.y.length; i++) {
          expect(curve.x[i]).toBeGreaterThan(curve.x[i - 1]!);
          expect(curve.y[i]).toBeGreaterThanOrEqual(curve.y[i - 1]!);
        }
        expect(Math.min(...curve.y)).toBeGreaterThanOrEqual(Math.min(...targets) - 1e-9);
        expect(Math.max(...curve.y)).toBeLessThanOrEqual(Math.max(...targets) + 1e-9);
        const total = (value: (each: (typeof list)[number]) => number) =>
          list.reduce((sum, each) => sum + each.weight * value(each), 0);
        expect(total(({ score }) => isotonicAt(curve, score))).toBeCloseTo(
          total(({ target }) => target),
          5,
        );
      }),
    );
  });
});

describe('Platt scaling', () => {
  it('is where the gradient is zero, whatever the scale of the scores', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(1e-3, 1, 1e4), (list, scale) => {
        const scores = Float64Array.from(list, ({ score }) => score * scale);
        const isPositive = Uint8Array.from(list, ({ target }) => (target > 0 ? 1 : 0));
        const weights = Float64Array.from(list, ({ weight }) => weight);
        const curve = fitPlatt(scores, isPositive, weights);
        const count = (label: number) =>
          weights.reduce((sum, weight, i) => sum + (isPositive[i] === label ? weight : 0), 0);
        const targets = [1 / (count(0) + 2), (count(1) + 1) / (count(1) + 2)];
        let [bySlope, byIntercept] = [0, 0];
        scores.forEach((score, i) => {
          const difference = weights[i]! * (plattAt(curve, score) - targets[isPositive[i]!]!);
          bySlope += (difference * score) / scale;
          byIntercept += difference;
        });
        expect(Math.abs(bySlope)).toBeLessThan(1e-4);
        expect(Math.abs(byIntercept)).toBeLessThan(1e-4);
      }),
    );
  });

  it('gives probabilities to scores of any size', () => {
    expect(plattAt({ slope: -1, intercept: 0 }, 1e6)).toBe(1);
    expect(plattAt({ slope: -1, intercept: 0 }, -1e6)).toBe(0);
  });
});

describe('stratified folds', () => {
  it('are those of StratifiedKFold', () => {
    // StratifiedKFold(3).split(X, [1, 0, 0, 2, 1, 0, 2, 0, 1, 2, 1, 0])
    const folds = stratifiedFolds(Int32Array.of(1, 0, 0, 2, 1, 0, 2, 0, 1, 2, 1, 0), 3);
    expect(folds.map((fold) => [...fold])).toEqual([
      [0, 1, 3, 4],
      [2, 5, 6, 8],
      [7, 9, 10, 11],
    ]);
  });

  it('hold every sample once, and of each class the same number up to one', () => {
    const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(labels, fc.integer({ min: 2, max: 6 }), (list, count) => {
        const y = Int32Array.from(list);
        const folds = stratifiedFolds(y, count);
        expect(folds.flatMap((fold) => [...fold]).sort((a, b) => a - b)).toEqual([...y.keys()]);
        for (const c of new Set(list)) {
          const counts = folds.map((fold) => fold.filter((i) => y[i] === c).length);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

it('probabilities are equal where every curve gives 0', () => {
  const zero = { x: Float64Array.of(0), y: Float64Array.of(0) };
  const { data } = calibrate(
    { method: 'isotonic', curves: [zero, zero, zero, zero] },
    matrixFrom([[1, 2, 3, 4]]),
  );
  expect([...data]).toEqual([0.25, 0.25, 0.25, 0.25]);
});
