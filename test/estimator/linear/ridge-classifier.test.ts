import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Features,
  matrix,
  matrixFrom,
  takeLabels,
  takeRows,
  toDense,
  toSparse,
} from '../../../src/core/index.ts';
import {
  classifierFromJSON,
  RidgeClassifier,
  type RidgeClassifierParams,
} from '../../../src/estimator/index.ts';
import { countedSamples } from '../../../src/estimator/linear/counted-samples.ts';
import { ridgeClassifier } from '../../../src/estimator/linear/ridge-classifier.ts';
import { ridgeProblem } from '../../../src/estimator/linear/ridge-classifier-fit.ts';
import { leaveOneOut } from '../../../src/estimator/linear/ridge-leave-one-out.ts';
import type { RidgeProblem } from '../../../src/estimator/linear/ridge-problem.ts';
import { ridgeSystem, solveRidge } from '../../../src/estimator/linear/ridge-system.ts';
import { blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<RidgeClassifierParams> & { readonly weighted?: boolean };
  readonly coef: number[][];
  readonly intercept: number[];
  readonly predictions: number[];
  readonly alpha?: number;
  readonly errors?: number[];
}

const pause = async () => {};

/** The sample weights of weighted golden cases. */
function goldenWeights(
  y: Int32Array,
  classWeight: RidgeClassifierParams['classWeight'] = 'none',
): Float64Array {
  return Float64Array.from(y, (_, i) => ((i % 5) + (classWeight === 'none' ? 0 : 1)) / 2);
}

describe.each(golden<Case[]>('linear/ridge-classifier.json'))(
  'scikit-learn on $data with $params',
  ({ data, params: { weighted, ...params }, coef, intercept, predictions, alpha }) => {
    const { X, y, test } = goldenData(data);
    const options = weighted ? { sampleWeight: goldenWeights(y, params.classWeight) } : {};

    it.each([
      ['dense', X],
      ['sparse', toSparse(X)],
    ])('has the same weights, predictions and alpha, %s', async (_, features: Features) => {
      const model = await new RidgeClassifier(params).fit(features, y, options);
      expect(model.warnings.filter((warning) => warning.includes('converge'))).toEqual([]);
      if (alpha !== undefined) expect(model.alpha).toBe(alpha);
      expect(maxDifference(model.weights.data, coef.flat())).toBeLessThan(1e-4);
      expect(maxDifference(model.intercept, intercept)).toBeLessThan(1e-4);
      expect([...(await model.predict(test))]).toEqual(predictions);
    });
  },
);

/** Targets of ±1 on features of `n` samples and `d` features. */
function problemOf(
  n: number,
  d: number,
  seed: number,
  isSparse: boolean,
  fitIntercept: boolean,
): RidgeProblem {
  const { X, y } = blobs({ n, d, nClasses: 2, distance: 1, seed });
  return {
    name: 'ridge-classifier',
    X: isSparse
      ? toSparse(
          matrix(
            n,
            d,
            X.data.map((value) => (value > 0.5 ? value : 0)),
          ),
        )
      : X,
    targets: Float64Array.from(y, (label, i) => (2 * label - 1) * (1 + (i % 3))),
    nTargets: 1,
    weights: Float64Array.from(y, (_, i) => 0.5 + (i % 4)),
    fitIntercept,
  };
}

describe('leave-one-out errors', () => {
  it('are those of models fitted without each sample', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 14 }),
        fc.integer({ min: 1, max: 14 }),
        fc.nat(99),
        fc.boolean(),
        fc.boolean(),
        async (n, d, seed, isSparse, fitIntercept) => {
          const problem = problemOf(n, d, seed, isSparse, fitIntercept);
          const alphas = [0.3, 4];
          const system = await ridgeSystem(problem);
          const { errors } = await leaveOneOut(system, alphas, pause);
          for (const [a, alpha] of alphas.entries()) {
            let sum = 0;
            for (let left = 0; left < n; left++) {
              const weights = problem.weights.map((weight, i) => (i === left ? 1e-30 : weight));
              const { weights: W, intercept } = await solveRidge(
                await ridgeSystem({ ...problem, weights }),
                alpha,
              );
              let prediction = intercept[0]!;
              const row = toDense(problem.X).data.subarray(left * d, (left + 1) * d);
              for (let j = 0; j < d; j++) prediction += W.data[j]! * row[j]!;
              sum += problem.weights[left]! * (problem.targets[left]! - prediction) ** 2;
            }
            expect(errors[a]! / (sum / n)).toBeCloseTo(1, 3);
          }
        },
      ),
      { numRuns: 40 },
    ));

  it.each(golden<Case[]>('linear/ridge-classifier.json').filter(({ errors }) => errors !== undefined))(
    'are those of scikit-learn on $data with $params',
    async ({ data, params: { weighted, classWeight = 'none', fitIntercept = true, alpha }, errors }) => {
      const { X, y } = goldenData(data);
      const sampleWeight = weighted ? goldenWeights(y, classWeight) : undefined;
      const samples = countedSamples(X, y, Math.max(...y) + 1, sampleWeight);
      const problem = ridgeProblem(samples, Math.max(...y) + 1, { classWeight, fitIntercept });
      const system = await ridgeSystem(problem);
      const { errors: found } = await leaveOneOut(system, alpha as number[], pause);
      // scikit-learn's mean counts the samples of weight 0, which have no error.
      const share = samples.weights.length / y.length;
      for (const [a, error] of errors!.entries()) expect((found[a]! * share) / error).toBeCloseTo(1, 4);
    },
  );
});

describe('ridge-classifier', () => {
  it('gives the weights of the other form of the equations, wide or tall, dense or sparse', async () => {
    for (const [n, d] of [
      [30, 90],
      [90, 30],
    ] as const) {
      const { X, y } = blobs({ n, d, nClasses: 3, seed: 4 });
      const one = await new RidgeClassifier({ alpha: 2 }).fit(X, y);
      const listed = await new RidgeClassifier({ alpha: [2] }).fit(X, y);
      const sparse = await new RidgeClassifier({ alpha: 2 }).fit(toSparse(X), y);
      expect(maxDifference(listed.weights.data, one.weights.data)).toBeLessThan(1e-5);
      expect(maxDifference(sparse.weights.data, one.weights.data)).toBeLessThan(1e-5);
    }
  });

  it('keeps its digits where features lie far from the origin', async () => {
    const { X, y } = blobs({ n: 40, d: 5, nClasses: 2 });
    const far = matrix(
      40,
      5,
      X.data.map((value) => value + 1000),
    );
    const near = matrix(
      40,
      5,
      far.data.map((value) => value - 1000),
    );
    const model = await new RidgeClassifier({ alpha: 0.1 }).fit(far, y);
    const expected = await new RidgeClassifier({ alpha: 0.1 }).fit(near, y);
    expect(maxDifference(model.weights.data, expected.weights.data)).toBeLessThan(1e-5);
  });

  it.each([
    [40, 60],
    [60, 40],
  ])('compares many alphas as it compares few, %i samples of %i features', async (n, d) => {
    const problem = problemOf(n, d, 6, false, true);
    const alphas = Array.from({ length: 50 }, (_, a) => 1.2 ** (a - 20));
    const system = await ridgeSystem(problem);
    const together = await leaveOneOut(system, alphas, pause);
    for (const a of [0, 20, 49]) {
      const alone = await leaveOneOut(system, [alphas[a]!], pause);
      expect(together.errors[a]! / alone.errors[0]!).toBeCloseTo(1, 4);
    }
    const best = await leaveOneOut(system, [alphas[together.best]!], pause);
    expect(maxDifference(together.solved.data, best.solved.data)).toBeLessThan(1e-4);
  });

  it('keeps the alpha it chose', async () => {
    const { X, y } = blobs({ n: 40, d: 60 });
    const model = await new RidgeClassifier({ alpha: [0.01, 1, 100, 1e4] }).fit(X, y);
    const revived = classifierFromJSON(JSON.parse(JSON.stringify(model)));
    expect(revived).toMatchObject({ alpha: model.alpha });
    expect(JSON.stringify(revived)).toBe(JSON.stringify(model));
  });

  it('takes the first alpha for a single sample, and predicts its class', async () => {
    const model = await new RidgeClassifier({ alpha: [3, 1] }).fit(matrixFrom([[1, 2]]), Int32Array.of(1));
    expect(model.alpha).toBe(3);
    expect([...(await model.predict(matrixFrom([[9, -9]])))]).toEqual([1]);
  });

  it('gives constant features no weight', async () => {
    const { X, y } = blobs({ n: 20, d: 2, nClasses: 2 });
    const constant = matrix(
      20,
      2,
      X.data.map((value, at) => (at % 2 === 0 ? 7 : value)),
    );
    const model = await new RidgeClassifier().fit(constant, y);
    expect(model.weights.data[0]).toBeCloseTo(0, 12);
    expect(model.weights.data[1]).not.toBe(0);
  });

  it('warns when the steps do not suffice', async () => {
    const { X, y } = blobs();
    const model = await new RidgeClassifier({ alpha: 1e-3, maxIterations: 1 }).fit(toSparse(X), y);
    expect(model.warnings).toEqual([
      'Ridge classifier did not converge in 1 iterations: raise alpha or maxIterations',
    ]);
  });

  it('fits a grid as each of its models alone', async () => {
    const { X, y } = blobs({ n: 60, d: 6, nClasses: 3, seed: 8 });
    const parts = [0, 1].map((part) => Int32Array.from(y.keys()).filter((i) => i % 4 !== part));
    const settings = [{ alpha: 0.1 }, { alpha: 5 }, { alpha: [1, 10] }, { fitIntercept: false }].map(
      (params) => ridgeClassifier.params.parse(params),
    );
    const models = await ridgeClassifier.fitGrid!(X, y, parts, settings);
    for (const [p, rows] of parts.entries()) {
      for (const [s, params] of settings.entries()) {
        const alone = await new RidgeClassifier(params).fit(takeRows(X, rows), takeLabels(y, rows));
        expect(JSON.stringify(models[p]![s])).toBe(JSON.stringify(alone));
      }
    }
  });
});
