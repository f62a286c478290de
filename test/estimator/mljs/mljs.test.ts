import { describe, expect, it } from 'vitest';
import { matrix, toDense } from '../../../src/core/index.ts';
import {
  classifierFromJSON,
  type Estimator,
  estimators,
  transformers,
} from '../../../src/estimator/index.ts';
import { accuracy } from '../../support/estimator-data.ts';
import { test, train } from '../../support/other-estimators-data.ts';

/** An estimator by ours and by another package, with the same parameters. */
function both(id: string, params: object = {}): { ours: Estimator; mljs: Estimator } {
  const entry = estimators.get(id);
  const parsed = entry.params.parse(params);
  return { ours: entry.create(parsed), mljs: entry.implementations!.mljs!.create(parsed) };
}

/** The share of samples on which both agree, fitted on the golden training data. */
async function agreement(id: string, params: object): Promise<number> {
  const { ours, mljs } = both(id, params);
  const expected = await (await ours.fit(train.X, train.y)).predict(test);
  return accuracy(await (await mljs.fit(train.X, train.y)).predict(test), expected);
}

describe('pca by ml-pca', () => {
  it('finds the components of ours, up to their signs', async () => {
    const { create, implementations } = transformers.get('pca');
    const params = { components: 3 };
    const ours = await (await create(params).fit(train.X)).transform(test);
    const theirs = await (await implementations!.mljs!.create(params).fit(train.X)).transform(test);
    expect(theirs.cols).toBe(3);
    const sizes = (Z: typeof ours) => Array.from(toDense(Z).data, Math.abs);
    const expected = sizes(ours);
    for (const [i, value] of sizes(theirs).entries()) expect(value).toBeCloseTo(expected[i]!, 3);
  });

  it('keeps one component of features without variance, and refuses more than there are', async () => {
    const { mljs } = transformers.get('pca').implementations!;
    const constant = matrix(4, 2, new Float32Array(8).fill(1));
    expect((await (await mljs!.create({ components: 0.95 }).fit(constant)).transform(constant)).cols).toBe(1);
    await expect(mljs!.create({ components: 3 }).fit(constant)).rejects.toThrow(
      'the smaller side of X, 2: it is 3',
    );
  });
});

describe('the mljs implementations', () => {
  it('are those of the packages there are, each with its limits in one line', () => {
    const summaries = estimators.entries.flatMap(({ id, implementations }) =>
      implementations?.mljs ? [[id, implementations.mljs.summary]] : [],
    );
    expect(Object.keys(Object.fromEntries(summaries)).sort()).toEqual([
      'k-means',
      'logistic-regression',
      'random-forest',
      'svm',
    ]);
    for (const [, summary] of summaries) expect(summary).toMatch(/^ml-[^\n]+$/);
  });

  it.each([
    ['svm', { kernel: 'linear' }, 0.95],
    ['svm', { kernel: 'rbf', gamma: 0.1, C: 2 }, 0.95],
    ['svm', { kernel: 'rbf', gamma: 'scale' }, 0.95],
    ['random-forest', { nEstimators: 30, maxFeatures: 'all' }, 0.85],
    ['logistic-regression', { C: 100, maxIterations: 1500 }, 0.9],
    ['k-means', { k: 3 }, 0.95],
  ])('%s agrees with ours with %o', async (id, params, share) => {
    expect(await agreement(id, params)).toBeGreaterThanOrEqual(share);
  });

  it('k-means finds clusters as tight as ours', async () => {
    const { ours, mljs } = both('k-means', { k: 5 });
    const [a, b] = [await ours.fit(train.X, train.y), await mljs.fit(train.X, train.y)];
    const ratio = (b.toJSON().inertia as number) / (a.toJSON().inertia as number);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });

  it('logistic-regression learns an intercept only if it is to', async () => {
    const X = matrix(
      40,
      1,
      Float32Array.from({ length: 40 }, (_, i) => (i < 20 ? 1 : 3)),
    );
    const y = Int32Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const scores: number[] = [];
    for (const fitIntercept of [false, true]) {
      const { mljs } = both('logistic-regression', { fitIntercept, maxIterations: 3000 });
      scores.push(accuracy(await (await mljs.fit(X, y)).predict(X), y));
    }
    expect(scores).toEqual([0.5, 1]);
  });

  it.each(['polynomial', 'sigmoid'])('svm refuses the %s kernel', async (kernel) => {
    await expect(both('svm', { kernel }).mljs.fit(train.X, train.y)).rejects.toThrow(
      new RangeError(
        `Cannot fit svm with implementation mljs as kernel must be linear or rbf: it is ${kernel}`,
      ),
    );
  });

  it('cannot be revived under a name that is not known', async () => {
    const model = await both('svm').mljs.fit(train.X, train.y);
    expect(() => classifierFromJSON({ ...model.toJSON(), implementation: 'libsvm' })).toThrow(
      new RangeError('Cannot make svm of its JSON as implementation must be known: it is "libsvm"'),
    );
  });
});
