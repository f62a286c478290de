import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Features, matrix, matrixFrom, toSparse } from '../../../src/core/index.ts';
import {
  createRegressionPipeline,
  RidgeRegression,
  type RidgeRegressionParams,
  regressorFromJSON,
} from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { linearData, r2 } from '../../support/regression-data.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<RidgeRegressionParams> & { readonly weighted?: boolean };
  readonly alpha: number;
  readonly weights: number[];
  readonly intercept: number;
  readonly predictions: number[];
}

const { data: sets, cases } = golden<{
  data: Record<string, { X: number[][]; y: number[]; test: number[][] }>;
  cases: Case[];
}>('regression/ridge-regression.json');

/** No sparse data: centring them leaves float32 too few digits to tell alphas apart that are nearly as good. */
const unsuitedToSparse: readonly string[] = ['wide', 'far from 0', 'standardized histograms'];

/** The sample weights of weighted golden cases. */
function goldenWeights(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => [0, 1, 2, 0.5, 1, 0.7, 3][i % 7]!);
}

describe.each(cases)('scikit-learn on $data with $params', ({ data, params, ...expected }) => {
  const { X, y, test } = sets[data]!;
  const { weighted, ...settings } = params;
  const options = weighted ? { sampleWeight: goldenWeights(y.length) } : {};
  const spread = Math.max(...y) - Math.min(...y) || Math.abs(y[0]!);
  const greatest = Math.max(...expected.weights.map(Math.abs)) || 1;

  const kinds: [string, (X: number[][]) => Features, number][] = [
    ['dense', matrixFrom, 1e-5],
    ['sparse', (rows) => toSparse(matrixFrom(rows)), 1e-4],
  ];
  const isDenseOnly = settings.alpha === undefined && unsuitedToSparse.includes(data);

  it.each(isDenseOnly ? kinds.slice(0, 1) : kinds)(
    'has the same weights and predictions, %s',
    async (_, made, tolerance) => {
      const model = await new RidgeRegression(settings).fit(made(X), Float64Array.from(y), options);
      expect(model).toMatchObject({ alpha: expected.alpha, warnings: [] });
      expect(maxDifference(model.weights, expected.weights) / greatest).toBeLessThan(tolerance);
      expect(maxDifference(await model.predict(made(test)), expected.predictions) / spread).toBeLessThan(
        tolerance,
      );
    },
  );
});

describe('ridge-regression', () => {
  it('is where the gradient of its objective is 0', async () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 30 }),
      d: fc.integer({ min: 1, max: 30 }),
      alpha: fc.double({ min: 0.1, max: 10, noNaN: true }),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ n, d, alpha, seed }) => {
        const { X, y } = linearData({ n, d, seed });
        const rng = createRng(seed);
        const sampleWeight = Float64Array.from({ length: n }, () => 0.1 + rng.float());
        const model = await new RidgeRegression({ alpha }).fit(X, y, { sampleWeight });
        const predicted = await model.predict(X);
        const residuals = y.map((target, i) => sampleWeight[i]! * (target - predicted[i]!));
        expect(Math.abs(residuals.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-4 * n);
        for (let j = 0; j < d; j++) {
          const pull = residuals.reduce((sum, value, i) => sum + value * X.data[i * d + j]!, 0);
          expect(Math.abs(pull - alpha * model.weights[j]!)).toBeLessThan(1e-4 * n);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('predicts the mean where targets are equal, or samples are one', async () => {
    const { X } = linearData({ n: 10, d: 4 });
    const equal = await new RidgeRegression().fit(X, new Float64Array(10).fill(-3));
    expect(maxDifference(await equal.predict(X), new Float64Array(10).fill(-3))).toBeLessThan(1e-14);
    const one = await new RidgeRegression().fit(matrixFrom([[1, 2]]), Float64Array.of(7));
    expect(await one.predict(matrixFrom([[5, -9]]))).toEqual(Float64Array.of(7));
  });

  it('holds features within their range in training and as much again, unless told not to', async () => {
    const X = matrixFrom([
      [0, 0.5],
      [1, 0.5],
      [2, 0.5],
      [4, 0.5],
    ]);
    const y = Float64Array.of(0, 1, 2, 4);
    const made: [string, (rows: number[][]) => Features][] = [
      ['dense', matrixFrom],
      ['sparse', (rows) => toSparse(matrixFrom(rows))],
    ];
    const beyond = [
      [8, 0],
      [9, 7],
      [1e30, -1e30],
      [-4, 0],
      [-1e30, 1],
    ];
    const model = await new RidgeRegression({ alpha: 1e-6 }).fit(X, y);
    for (const [, make] of made) {
      expect(maxDifference(await model.predict(make(beyond)), [8, 8, 8, -4, -4])).toBeLessThan(1e-4);
    }
    const free = await new RidgeRegression({ alpha: 1e-6, clamp: false }).fit(X, y);
    expect(
      maxDifference(
        await free.predict(
          matrixFrom([
            [9, 0],
            [100, 0],
          ]),
        ),
        [9, 100],
      ),
    ).toBeLessThan(1e-3);
    const revived = regressorFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await revived.predict(matrixFrom(beyond))).toEqual(await model.predict(matrixFrom(beyond)));
    const endless = matrixFrom([[9, Number.POSITIVE_INFINITY]]);
    await expect(model.predict(endless)).rejects.toThrow('row 0, column 1 is Infinity');
  });

  it('predicts numbers from bins that are almost always empty, standardized, better than their mean', async () => {
    const rng = createRng(4);
    const made = (n: number) => {
      const X = matrix(n, 300);
      const y = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        // a few bins are seen in most pictures, the others in one of fifty, from a trace to a tenth
        for (let j = 0; j < 300; j++) {
          const seen = j < 8 || rng.float() < 0.02;
          if (seen) X.data[i * 300 + j] = 0.1 * (j < 8 ? rng.float() : rng.float() ** 12);
        }
        for (let j = 0; j < 8; j++) y[i]! += (j - 3) * 10 * X.data[i * 300 + j]!;
        y[i]! += rng.normal();
      }
      return { X, y };
    };
    const [train, test] = [made(160), made(400)];
    const steps = [{ type: 'standardize', params: {} }];
    const r2Of = async (settings: Partial<RidgeRegressionParams>) => {
      const model = await createRegressionPipeline(steps, new RidgeRegression(settings)).fit(
        train.X,
        train.y,
      );
      return r2(await model.predict(test.X), test.y);
    };
    expect(await r2Of({ alpha: 1, clamp: false })).toBeLessThan(-1);
    expect(await r2Of({})).toBeGreaterThan(0.2);
  });

  it('says so when sparse features need more iterations', async () => {
    const { X, y } = linearData({ n: 40, d: 20 });
    const model = await new RidgeRegression({ alpha: 1e-3, maxIterations: 2 }).fit(toSparse(X), y);
    expect(model.warnings).toEqual([
      'Ridge regression did not converge in 2 iterations: raise alpha or maxIterations',
    ]);
  });

  it('fits thousands of features', async () => {
    const { X, y } = linearData({ n: 60, d: 3000 });
    const model = await new RidgeRegression({ alpha: 1e-2 }).fit(X, y);
    expect(maxDifference(await model.predict(X), y)).toBeLessThan(0.01);
    const tall = linearData({ n: 3000, d: 60, noise: 0 });
    const exact = await new RidgeRegression({ alpha: 1e-3 }).fit(tall.X, tall.y);
    expect(maxDifference(await exact.predict(tall.X), tall.y)).toBeLessThan(1e-4);
    expect(exact.nFeatures).toBe(60);
    expect(await exact.predict(matrix(0, 60))).toEqual(new Float64Array(0));
  });
});
