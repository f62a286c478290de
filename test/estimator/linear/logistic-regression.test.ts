import { describe, expect, it } from 'vitest';
import { type Matrix, matrixFrom, toSparse } from '../../../src/core/index.ts';
import { LogisticRegression, type LogisticRegressionParams } from '../../../src/estimator/index.ts';
import { accuracy, blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<LogisticRegressionParams>;
  /** Whether samples count 0, 1, 2, 0.5, 1, 0.7, 3 in turn. */
  readonly weighted: boolean;
  readonly coef: number[][];
  readonly intercept: number[];
  readonly probabilities: number[][];
  readonly predictions: number[];
}

const cases = golden<Case[]>('linear/logistic-regression.json');
const precise = { tolerance: 1e-9, maxIterations: 10_000 };

/** Σ −log p(class) + ‖W‖² / (2C) in float64; one row of weights is the logit of the second of two classes. */
function objectiveOf(X: Matrix, y: Int32Array, coef: number[][], intercept: number[], C: number): number {
  const ids = [...new Set(y)].sort((a, b) => a - b);
  let total = 0;
  for (let i = 0; i < X.rows; i++) {
    const logits = coef.map((row, k) =>
      row.reduce((sum, weight, j) => sum + weight * X.data[i * X.cols + j]!, intercept[k]!),
    );
    if (coef.length === 1) logits.unshift(0);
    const greatest = Math.max(...logits);
    const sum = logits.reduce((partial, logit) => partial + Math.exp(logit - greatest), 0);
    total += greatest + Math.log(sum) - logits[ids.indexOf(y[i]!)]!;
  }
  return total + coef.flat().reduce((sum, weight) => sum + weight * weight, 0) / (2 * C);
}

function rowsOf({ data, rows, cols }: Matrix): number[][] {
  return Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
}

describe.each(cases)('scikit-learn on $data with $params, weighted: $weighted', (expected) => {
  const { X, y, test } = goldenData(expected.data);
  const { penalty = 'l2', multiclass } = expected.params;
  const usesSaga = penalty === 'l1' || penalty === 'elastic-net';
  // For an even number of classes the least Σ|w| leaves an interval for what all classes' weights may be shifted by.
  const isUnique = penalty !== 'l1' || multiclass === 'one-vs-rest' || expected.data !== 'multiclass';

  it.each(['dense', 'sparse'])(
    'has the same weights, probabilities and predictions from %s features',
    async (kind) => {
      const turns = [0, 1, 2, 0.5, 1, 0.7, 3];
      const weights = { sampleWeight: Float64Array.from(y, (_, i) => turns[i % turns.length]!) };
      const model = await new LogisticRegression({ ...expected.params, ...precise }).fit(
        kind === 'sparse' ? toSparse(X) : X,
        y,
        expected.weighted ? weights : {},
      );
      if (isUnique) {
        const greatest = Math.max(...expected.coef.flat().map(Math.abs));
        const closeness = usesSaga ? 1e-3 : 1e-4;
        expect(maxDifference(model.weights.data, expected.coef.flat()) / greatest).toBeLessThan(closeness);
        expect(maxDifference(model.intercept, expected.intercept) / greatest).toBeLessThan(closeness);
        const zeros = (list: ArrayLike<number>) => Array.from(list, (value) => Math.abs(value) < 1e-6);
        if (usesSaga) expect(zeros(model.weights.data)).toEqual(zeros(expected.coef.flat()));
      }
      expect(model.warnings.filter((warning) => warning.includes('converge'))).toEqual([]);
      const present = [...new Set(y)].sort((a, b) => a - b);
      const probabilities = rowsOf(await model.predictProba(kind === 'sparse' ? toSparse(test) : test));
      expect(
        maxDifference(
          probabilities.flatMap((row) => present.map((c) => row[c]!)),
          expected.probabilities.flat(),
        ),
      ).toBeLessThan(1e-4);
      expect([...(await model.predict(test))]).toEqual(expected.predictions);
      for (const row of probabilities) expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    },
  );
});

describe('logistic-regression', () => {
  it('stays within 1e-4 of the minimum with the default tolerance for C up to 1', async () => {
    const plain = cases.filter(
      ({ params, weighted }) => !weighted && Object.keys(params).every((key) => key === 'C'),
    );
    for (const expected of plain.filter(({ params }) => (params.C ?? 1) <= 1)) {
      const { X, y } = goldenData(expected.data);
      const { weights, intercept } = await new LogisticRegression(expected.params).fit(X, y);
      const C = expected.params.C ?? 1;
      const least = objectiveOf(X, y, expected.coef, expected.intercept, C);
      expect(objectiveOf(X, y, rowsOf(weights), [...intercept], C) / least - 1).toBeLessThan(1e-4);
    }
  });

  it('gives absent classes probability 0 and says so', async () => {
    const { X, y, test } = goldenData('gapped');
    const model = await new LogisticRegression().fit(X, y, { nClasses: 7 });
    expect(model.warnings).toEqual(['Classes 1, 3, 4, 6 have no training samples and are never predicted']);
    const probabilities = await model.predictProba(test);
    expect(probabilities.cols).toBe(7);
    for (const c of [1, 3, 4, 6])
      expect(probabilities.data.filter((_, at) => at % 7 === c).every((p) => p === 0)).toBe(true);
  });

  it('predicts a single class with probability 1', async () => {
    const { X } = blobs();
    const model = await new LogisticRegression().fit(X, new Int32Array(X.rows).fill(1));
    expect([...(await model.predict(X))].every((label) => label === 1)).toBe(true);
    expect([...(await model.predictProba(X)).data.subarray(0, 2)]).toEqual([0, 1]);
    expect(model.warnings).toHaveLength(2);
  });

  it('learns from one sample, one feature and constant features', async () => {
    const one = await new LogisticRegression().fit(matrixFrom([[1, 2]]), Int32Array.of(0));
    expect([...(await one.predict(matrixFrom([[5, 5]])))]).toEqual([0]);
    const line = await new LogisticRegression().fit(
      matrixFrom([[0], [1], [4], [5]]),
      Int32Array.of(0, 0, 1, 1),
    );
    expect([...(await line.predict(matrixFrom([[-1], [6]])))]).toEqual([0, 1]);
    const constant = await new LogisticRegression().fit(
      matrixFrom([[3], [3], [3], [3]]),
      Int32Array.of(0, 1, 1, 1),
    );
    expect((await constant.predictProba(matrixFrom([[3]]))).data[1]).toBeCloseTo(0.75, 3);
  });

  it('converges on perfectly separable data, with little regularisation too', async () => {
    const { X, y } = blobs({ distance: 30 });
    const model = await new LogisticRegression({ C: 1e6 }).fit(X, y);
    expect(model.warnings).toEqual([]);
    expect(accuracy(await model.predict(X), y)).toBe(1);
    expect(model.weights.data.every(Number.isFinite)).toBe(true);
  });

  it('warns when the iterations do not suffice', async () => {
    const { X, y } = blobs();
    const { warnings } = await new LogisticRegression({ maxIterations: 2, tolerance: 1e-9 }).fit(X, y);
    expect(warnings).toEqual([
      'Logistic regression did not converge in 2 iterations: standardize the features or raise maxIterations',
    ]);
  });

  it('stops when the signal is raised', async () => {
    const { X, y } = blobs();
    const signal = AbortSignal.abort();
    await expect(new LogisticRegression().fit(X, y, { signal })).rejects.toThrow('Interrupted');
  });

  it('refuses unknown and impossible hyper-parameters', () => {
    expect(() => new LogisticRegression({ C: -1 })).toThrow();
    expect(() => new LogisticRegression({ c: 1 } as object)).toThrow();
  });
});
