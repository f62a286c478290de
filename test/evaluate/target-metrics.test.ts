import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelMatrix, matrixFrom, takeLabelRows, takeRows, takeValues } from '../../src/core/index.ts';
import {
  type LabelSetPredictions,
  metrics,
  type NumberPredictions,
  scoreLabels,
} from '../../src/evaluate/index.ts';
import golden from '../golden/evaluate/target-metrics.json' with { type: 'json' };

function numbersOf(c: {
  readonly yTrue: readonly number[];
  readonly yPred: readonly number[];
}): NumberPredictions {
  return { task: 'regression', yTrue: Float64Array.from(c.yTrue), yPred: Float64Array.from(c.yPred) };
}

type LabelRows = readonly (readonly number[])[];

function labelsOf(c: {
  readonly yTrue: LabelRows;
  readonly yPred: LabelRows;
  readonly scores: LabelRows;
}): LabelSetPredictions {
  const [rows, cols] = [c.yTrue.length, c.yTrue[0]!.length];
  return {
    task: 'multi-label',
    yTrue: labelMatrix(rows, cols, Uint8Array.from(c.yTrue.flat())),
    yPred: labelMatrix(rows, cols, Uint8Array.from(c.yPred.flat())),
    scores: matrixFrom(c.scores),
  };
}

const cases = [
  ...golden.regression.map((c) => ({ ...c, predictions: numbersOf(c) })),
  ...golden.multiLabel.map((c) => ({ ...c, predictions: labelsOf(c) })),
];

describe.each(cases)('scikit-learn agrees: $name', ({ predictions, weights, expected, expectedWeighted }) => {
  const tolerance = (value: number) => 1e-9 * Math.max(1, Math.abs(value));

  it.each(Object.entries(expected))('%s', (id, value) => {
    expect(Math.abs(metrics.get(id).compute(predictions) - value)).toBeLessThan(tolerance(value));
  });

  it.each(Object.entries(expectedWeighted))('%s of weighted samples', (id, value) => {
    const score = metrics.get(id).weighted(predictions);
    expect(Math.abs(score(Float64Array.from(weights)) - value)).toBeLessThan(tolerance(value));
  });
});

describe.each(golden.multiLabel)('scikit-learn agrees, label by label: $name', (c) => {
  it('has what can be computed', () => {
    const predictions = labelsOf(c);
    const half = Math.floor(predictions.yTrue.rows / 2);
    const rows = Int32Array.from({ length: predictions.yTrue.rows }, (_, i) => i);
    const folds = [rows.subarray(0, half), rows.subarray(half)].map((rows) => ({
      ...repeatedLabels(predictions, rows),
      rows,
    }));
    for (const [label, scores] of scoreLabels(folds).entries()) {
      const wanted = Object.entries(c.perLabel[label]!).filter(([, value]) => value !== null);
      expect(Object.keys(scores).sort()).toEqual(wanted.map(([id]) => id).sort());
      for (const [id, value] of wanted) expect(scores[id as keyof typeof scores]).toBeCloseTo(value!, 12);
    }
  });
});

const someNumbers = fc
  .array(fc.record({ actual: fc.integer({ min: -9, max: 9 }), predicted: fc.integer({ min: -9, max: 9 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((samples) =>
    numbersOf({
      yTrue: samples.map(({ actual }) => actual / 4),
      yPred: samples.map(({ predicted }) => predicted / 4),
    }),
  );

const threeFlags = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 });

const someLabels = fc
  .array(
    fc.record({
      yTrue: threeFlags,
      yPred: threeFlags,
      scores: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((samples) =>
    labelsOf({
      yTrue: samples.map(({ yTrue }) => yTrue),
      yPred: samples.map(({ yPred }) => yPred),
      scores: samples.map(({ scores }) => scores.map((score) => score / 8)),
    }),
  );

function repeatedNumbers(
  { task, yTrue, yPred }: NumberPredictions,
  rows: ArrayLike<number>,
): NumberPredictions {
  return { task, yTrue: takeValues(yTrue, rows), yPred: takeValues(yPred, rows) };
}

function repeatedLabels(
  { task, yTrue, yPred, scores }: LabelSetPredictions,
  rows: ArrayLike<number>,
): LabelSetPredictions {
  return {
    task,
    yTrue: takeLabelRows(yTrue, rows),
    yPred: takeLabelRows(yPred, rows),
    scores: takeRows(scores, rows),
  };
}

const kinds = [
  {
    task: 'regression',
    some: someNumbers.map((predictions) => ({
      predictions,
      n: predictions.yTrue.length,
      repeated: (rows: ArrayLike<number>) => repeatedNumbers(predictions, rows),
    })),
  },
  {
    task: 'multi-label',
    some: someLabels.map((predictions) => ({
      predictions,
      n: predictions.yTrue.rows,
      repeated: (rows: ArrayLike<number>) => repeatedLabels(predictions, rows),
    })),
  },
] as const;

for (const { task, some } of kinds) {
  describe.each(metrics.entries.filter((metric) => metric.task === task))('$id', (metric) => {
    it('stays within its range and does not depend on the order of samples', () => {
      fc.assert(
        fc.property(some, ({ predictions, n, repeated }) => {
          const value = metric.compute(predictions);
          expect(value).toBeGreaterThanOrEqual(metric.range[0]);
          expect(value).toBeLessThanOrEqual(metric.range[1]);
          const turned = Array.from({ length: n }, (_, i) => n - 1 - i);
          expect(metric.compute(repeated(turned))).toBeCloseTo(value, 9);
        }),
      );
    });

    it('counts a weight as so many copies, time after time', () => {
      fc.assert(
        fc.property(
          some,
          fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
          ({ predictions, n, repeated }, stream) => {
            const score = metric.weighted(predictions);
            for (const _ of [1, 2]) {
              const weights = Float64Array.from({ length: n }, () => stream.next().value as number);
              weights[0]! += 1;
              const copies = [...weights.keys()].flatMap((i) => new Array<number>(weights[i]!).fill(i));
              expect(score(weights)).toBeCloseTo(metric.compute(repeated(copies)), 9);
            }
          },
        ),
      );
    });

    it('refuses predictions of another task', () => {
      const classes = { yTrue: Int32Array.of(0, 1), yPred: Int32Array.of(0, 1), nClasses: 2 };
      expect(() => metric.compute(classes)).toThrow(
        `Cannot compute ${metric.id} as predictions must be of ${task}: they are of classification`,
      );
    });
  });
}

describe('r2', () => {
  it('of equal numbers is 0 or 1, whatever their weights are', () => {
    const r2 = metrics.get('r2');
    const weights = Float64Array.of(1.1, 0.7, 2.3);
    const constant = { yTrue: [0.1, 0.1, 0.1], yPred: [0.1, 0.2, 0.1] };
    expect(r2.weighted(numbersOf(constant))(weights)).toBe(0);
    expect(r2.weighted(numbersOf({ ...constant, yPred: constant.yTrue }))(weights)).toBe(1);
    const drawn = numbersOf({ yTrue: [5, 0.1, 0.1], yPred: [5, 0.2, 0.1] });
    expect(r2.weighted(drawn)(Float64Array.of(0, 0.7, 2.3))).toBe(0);
  });
});
