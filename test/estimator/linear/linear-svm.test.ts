import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Features,
  InterruptedError,
  type Matrix,
  matrixFrom,
  takeLabels,
  takeRows,
  toSparse,
} from '../../../src/core/index.ts';
import { type FittedLinear, LinearSvm, type LinearSvmParams } from '../../../src/estimator/index.ts';
import { fitCrammerSingerByChunks } from '../../../src/estimator/linear/crammer-singer-chunks.ts';
import { descendCrammerSinger } from '../../../src/estimator/linear/crammer-singer-descent.ts';
import { fitHingeByChunks } from '../../../src/estimator/linear/hinge-chunks.ts';
import { descendHinge } from '../../../src/estimator/linear/hinge-descent.ts';
import { linearSvm } from '../../../src/estimator/linear/linear-svm.ts';
import { sampleRows } from '../../../src/estimator/linear/sample-rows.ts';
import { accuracy, blobs, goldenData, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Case {
  readonly data: string;
  readonly params: Partial<LinearSvmParams> & { readonly weighted?: boolean };
  readonly coef: number[][];
  readonly intercept: number[];
  readonly predictions: number[];
}

const kinds: Partial<LinearSvmParams>[] = [{}, { loss: 'hinge' }, { multiclass: 'crammer-singer' }];

/** The sample weights of weighted golden cases. */
function goldenWeights(y: Int32Array, { classWeight }: Partial<LinearSvmParams>): Float64Array {
  return Float64Array.from(y, (_, i) => ((i % 5) + (classWeight === undefined ? 0 : 1)) / 2);
}

describe.each(golden<Case[]>('linear/linear-svm.json'))(
  'scikit-learn on $data with $params',
  ({ data, params: { weighted, ...params }, coef, intercept, predictions }) => {
    const { X, y, test } = goldenData(data);
    const options = weighted ? { sampleWeight: goldenWeights(y, params) } : {};
    const estimator = new LinearSvm({ ...params, tolerance: 1e-9, maxIterations: 100_000 });

    it.each([
      ['dense', X],
      ['sparse', toSparse(X)],
    ])('has the same weights and predictions, %s', async (_, features: Features) => {
      const model = await estimator.fit(features, y, options);
      expect(model.warnings.filter((warning) => warning.includes('converge'))).toEqual([]);
      expect(maxDifference(model.weights.data, coef.flat())).toBeLessThan(2e-3);
      expect(maxDifference(model.intercept, intercept)).toBeLessThan(2e-3);
      expect([...(await model.predict(test))]).toEqual(predictions);
    });
  },
);

/** ½(‖W‖² + ‖b‖²) + C Σ loss, which a model minimises. */
function objective(model: FittedLinear, X: Matrix, y: Int32Array, params: Partial<LinearSvmParams>): number {
  const k = model.weights.rows;
  let loss = 0;
  for (let i = 0; i < X.rows; i++) {
    const scores = Array.from({ length: k }, (_, c) => {
      let score = model.intercept[c]!;
      for (let j = 0; j < X.cols; j++) score += model.weights.data[c * X.cols + j]! * X.data[i * X.cols + j]!;
      return score;
    });
    if (params.multiclass === 'crammer-singer') {
      loss += Math.max(...scores.map((score, c) => (c === y[i] ? 0 : 1 + score - scores[y[i]!]!)));
      continue;
    }
    scores.forEach((score, c) => {
      const isOwn = k === 1 ? y[i] === 1 : y[i] === c;
      const slack = Math.max(0, 1 - (isOwn ? score : -score));
      loss += params.loss === 'hinge' ? slack : slack * slack;
    });
  }
  const squares = [...model.weights.data, ...model.intercept].reduce((sum, w) => sum + w * w, 0);
  return squares / 2 + (params.C ?? 1) * loss;
}

describe.each(kinds)('linear-svm with %o', (kind) => {
  it('stops within the tolerance of the least objective', async () => {
    const { X, y } = blobs({ n: 150, d: 80, nClasses: 4, distance: 1, seed: 3 });
    for (const C of [0.01, 1, 30]) {
      const params = { ...kind, C, maxIterations: 20_000 };
      const rough = objective(await new LinearSvm({ ...params, tolerance: 1e-2 }).fit(X, y), X, y, params);
      const best = objective(await new LinearSvm({ ...params, tolerance: 1e-7 }).fit(X, y), X, y, params);
      expect(rough).toBeGreaterThan(best * (1 - 1e-6));
      expect(rough).toBeLessThan(best / (1 - 1e-2));
    }
  });

  it('counts a sample of weight 2 as two samples', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(2), { minLength: 24, maxLength: 24 }),
        fc.nat(99),
        async (counts, seed) => {
          fc.pre([0, 1, 2].every((label) => counts.some((count, i) => count > 0 && i % 3 === label)));
          const { X, y } = blobs({ n: 24, d: 3, nClasses: 3, seed });
          const repeated = counts.flatMap((count, i) => new Array<number>(count).fill(i));
          const estimator = new LinearSvm({ ...kind, C: 0.5, tolerance: 1e-9, maxIterations: 50_000 });
          const weighted = await estimator.fit(X, y, { sampleWeight: Float64Array.from(counts) });
          const plain = await estimator.fit(takeRows(X, repeated), takeLabels(y, repeated));
          expect(maxDifference(weighted.weights.data, plain.weights.data)).toBeLessThan(2e-3);
        },
      ),
      { numRuns: 15 },
    ));

  it('has one score per class that has samples', async () => {
    const { X, y } = goldenData('gapped');
    const model = await new LinearSvm(kind).fit(X, y);
    const predicted = await model.predict(X);
    expect((await model.scores(X)).cols).toBe(3);
    expect(model.warnings).toEqual(['Classes 1, 3, 4 have no training samples and are never predicted']);
    expect([1, 3, 4].filter((label) => predicted.includes(label))).toEqual([]);
  });

  it('predicts a single class, and learns from one sample and from one feature', async () => {
    const single = await new LinearSvm(kind).fit(matrixFrom([[1, 2]]), Int32Array.of(2));
    expect([...(await single.predict(matrixFrom([[-9, 3]])))]).toEqual([2]);
    const line = await new LinearSvm(kind).fit(matrixFrom([[0], [1], [4], [5]]), Int32Array.of(0, 0, 1, 1));
    expect([...(await line.predict(matrixFrom([[-1], [6]])))]).toEqual([0, 1]);
  });

  it('predicts the more frequent of two classes where features are constant, or zero', async () => {
    for (const value of [3, 0]) {
      const X = matrixFrom([[value], [value], [value], [value]]);
      const model = await new LinearSvm(kind).fit(X, Int32Array.of(0, 1, 1, 1));
      expect([...(await model.predict(X))]).toEqual([1, 1, 1, 1]);
    }
  });

  it('learns nothing from zeros without an intercept', async () => {
    const model = await new LinearSvm({ ...kind, fitIntercept: false }).fit(
      matrixFrom([[0], [0]]),
      Int32Array.of(0, 1),
    );
    expect([...model.weights.data, ...model.intercept].every((value) => value === 0)).toBe(true);
  });

  it('separates what is separable', async () => {
    const { X, y } = blobs({ distance: 30 });
    const model = await new LinearSvm({ ...kind, C: 100 }).fit(X, y);
    expect(accuracy(await model.predict(X), y)).toBe(1);
  });

  it('warns when the iterations do not suffice', async () => {
    const { X, y } = blobs();
    expect((await new LinearSvm({ ...kind, maxIterations: 1, tolerance: 1e-9 }).fit(X, y)).warnings).toEqual([
      'Linear SVM did not converge in 1 iterations: standardize the features, lower C or raise maxIterations',
    ]);
  });

  it('tells how far it is, and stops at a signal that is raised on the way', async () => {
    const { X, y } = blobs({ n: 3000, d: 60, nClasses: 8, distance: 0.5 });
    const estimator = new LinearSvm({ ...kind, C: 100, tolerance: 1e-9 });
    const controller = new AbortController();
    const told: number[] = [];
    const progress = (done: number) => {
      told.push(done);
      controller.abort();
    };
    await expect(estimator.fit(X, y, { signal: controller.signal, progress })).rejects.toThrow(
      InterruptedError,
    );
    expect(told.every((done) => done >= 0 && done < 1)).toBe(true);
  });

  it('fits a grid as each of its models alone', async () => {
    const { X, y } = blobs({ n: 60, d: 6, nClasses: 3, seed: 8 });
    const parts = [0, 1].map((part) => Int32Array.from(y.keys()).filter((i) => i % 4 !== part));
    const settings = [0.01, 1, 10].map((C) =>
      linearSvm.params.parse({ ...kind, C, tolerance: 1e-8, maxIterations: 50_000, classWeight: 'balanced' }),
    );
    const models = await linearSvm.fitGrid!(X, y, parts, settings);
    for (const [p, rows] of parts.entries()) {
      for (const [s, params] of settings.entries()) {
        const alone = await new LinearSvm(params).fit(takeRows(X, rows), takeLabels(y, rows));
        const together = models[p]![s] as FittedLinear;
        expect(maxDifference(together.weights.data, alone.weights.data)).toBeLessThan(2e-3);
        expect(together.warnings).toEqual(alone.warnings);
      }
    }
  });
});

describe('the hinge loss', () => {
  it('has one minimum, sample by sample or in chunks', async () => {
    const { X, y } = blobs({ n: 1600, d: 70, nClasses: 2, distance: 1, seed: 5 });
    const signs = Float32Array.from(y, (label) => 2 * label - 1);
    const problem = { signs, costs: Float64Array.from(y, (_, i) => 0.01 * (i % 3)) };
    const options = { tolerance: 1e-8, maxIterations: 10_000, pause: async () => {} };
    const single = await descendHinge(sampleRows(X, 2), problem, 1, options);
    const [chunks] = await fitHingeByChunks(X, 2, [problem], 1, options);
    expect(single.converged && chunks!.converged).toBe(true);
    expect(maxDifference(chunks!.w, single.w)).toBeLessThan(1e-4);
  });
});

describe('the loss of Crammer and Singer', () => {
  it('has one minimum, sample by sample or in chunks', async () => {
    const { X, y } = blobs({ n: 2400, d: 70, nClasses: 4, distance: 1, seed: 5 });
    const costs = Float64Array.from(y, (_, i) => 0.01 * (i % 3));
    const problem = { positions: y, nClasses: 4, costs };
    const options = { tolerance: 1e-7, maxIterations: 10_000, pause: async () => {} };
    const single = await descendCrammerSinger(sampleRows(X, 2), problem, 1, options);
    const chunks = await fitCrammerSingerByChunks(X, 2, problem, 1, options);
    chunks.forEach(({ w, converged }, m) => {
      expect(converged && single[m]!.converged).toBe(true);
      expect(maxDifference(w, single[m]!.w)).toBeLessThan(1e-3);
    });
  });
});
