import { describe, expect, it } from 'vitest';
import { type Matrix, matrixFrom, rowOf, takeLabels, takeRows } from '../../../src/core/index.ts';
import { type FittedSvm, Svm, type SvmParams } from '../../../src/estimator/index.ts';
import { accuracy, blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<SvmParams>;
  readonly decisions: number[][];
  readonly predictions: number[];
  readonly nSupport: number[];
  readonly dualObjective: number;
}

/** max Σ|β| − ½ βᵀKβ of a model of two classes, in float64. */
function dualObjectiveOf({ fields }: FittedSvm): number {
  const { supportVectors: S, coefficients, kernel } = fields;
  const value = (i: number, j: number) => {
    const [a, b] = [rowOf(S, i), rowOf(S, j)];
    const dot = a.reduce((sum, x, k) => sum + x * b[k]!, 0);
    if (kernel.kind === 'linear') return dot;
    if (kernel.kind === 'poly') return (kernel.gamma * dot + kernel.coef0) ** kernel.degree;
    if (kernel.kind === 'sigmoid') return Math.tanh(kernel.gamma * dot + kernel.coef0);
    return Math.exp(-kernel.gamma * a.reduce((sum, x, k) => sum + (x - b[k]!) ** 2, 0));
  };
  let objective = 0;
  for (let i = 0; i < S.rows; i++) {
    objective += Math.abs(coefficients.data[i]!);
    for (let j = 0; j < S.rows; j++) {
      objective -= 0.5 * coefficients.data[i]! * coefficients.data[j]! * value(i, j);
    }
  }
  return objective;
}

function firstPair(X: Matrix, y: Int32Array): { X: Matrix; y: Int32Array } {
  const [first, second] = [...new Set(y)].sort((a, b) => a - b);
  const rows = [...y.keys()].filter((i) => y[i] === first || y[i] === second);
  return { X: takeRows(X, rows), y: takeLabels(y, rows) };
}

describe.each(golden<Case[]>('estimator/svm.json'))('scikit-learn on $data with $params', (expected) => {
  const { X, y, test } = goldenData(expected.data);

  it('has the same decision values, predictions and support vectors', async () => {
    const model = await new Svm({ ...expected.params, tolerance: 1e-6 }).fit(X, y);
    const decisions = await model.decisionFunction(test);
    expect(maxDifference(decisions.data, expected.decisions.flat())).toBeLessThan(1e-3);
    expect([...(await model.predict(test))]).toEqual(expected.predictions);
    expect([...model.fields.supportCounts]).toEqual(expected.nSupport);
  });

  it('reaches the same dual objective with the default tolerance', async () => {
    const pair = firstPair(X, y);
    const model = await new Svm(expected.params).fit(pair.X, pair.y);
    expect(Math.abs(dualObjectiveOf(model) / expected.dualObjective - 1)).toBeLessThan(1e-4);
  });
});

describe('svm', () => {
  it.each([
    ['each pair of classes', 0.012],
    ['blocks of rows', 0.001],
  ])('finds the same solution when only %s fits in memory', async (_, cacheMb) => {
    const { X, y, test } = goldenData('multiclass');
    const whole = await new Svm({ C: 10, tolerance: 1e-6 }).fit(X, y);
    const cached = await new Svm({ C: 10, tolerance: 1e-6, cacheMb }).fit(X, y);
    const [expected, decisions] = [await whole.decisionFunction(test), await cached.decisionFunction(test)];
    expect(maxDifference(decisions.data, expected.data)).toBeLessThan(1e-4);
  });

  it('predicts a single class, also from one sample', async () => {
    const model = await new Svm().fit(matrixFrom([[1, 2]]), Int32Array.of(1));
    expect([
      ...(await model.predict(
        matrixFrom([
          [0, 0],
          [7, 7],
        ]),
      )),
    ]).toEqual([1, 1]);
    expect(model.warnings).toEqual([
      'Class 0 has no training samples and is never predicted',
      'All training samples are of class 1: it is always predicted',
    ]);
  });

  it('learns from one feature, and ends where all samples are equal', async () => {
    const line = await new Svm().fit(matrixFrom([[0], [1], [4], [5]]), Int32Array.of(0, 0, 1, 1));
    expect([...(await line.predict(matrixFrom([[0.5], [4.5]])))]).toEqual([0, 1]);
    const X = matrixFrom([[3], [3], [3], [3]]);
    const equal = await new Svm().fit(X, Int32Array.of(0, 1, 1, 1));
    expect([...(await equal.predict(X))]).toEqual([1, 1, 1, 1]);
  });

  it('separates what is separable', async () => {
    const { X, y } = blobs({ distance: 30 });
    expect(accuracy(await (await new Svm({ C: 1000 }).fit(X, y)).predict(X), y)).toBe(1);
  });

  it('stops when the signal is raised', async () => {
    const { X, y } = blobs();
    await expect(new Svm().fit(X, y, { signal: AbortSignal.abort() })).rejects.toThrow('Interrupted');
  });

  it('refuses a gamma that is not positive', () => {
    expect(() => new Svm({ gamma: 0 })).toThrow();
  });
});
