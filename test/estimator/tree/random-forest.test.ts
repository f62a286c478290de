import { describe, expect, it } from 'vitest';
import { type Matrix, matrix, matrixFrom } from '../../../src/core/index.ts';
import { RandomForest, type RandomForestParams } from '../../../src/estimator/index.ts';
import { codeFeatures } from '../../../src/estimator/tree/codes.ts';
import { featuresPerNode } from '../../../src/estimator/tree/grow.ts';
import { accuracy, blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { test, train } from '../../support/other-estimators-data.ts';

interface Figure {
  readonly mean: number;
  readonly tolerance: number;
}

const trees = golden<{ params: Partial<RandomForestParams>; probabilities: number[][] }[]>(
  'estimator-others/tree.json',
);
const digits = golden<{
  nEstimators: number;
  seeds: number;
  XTrain: string;
  yTrain: string;
  XTest: string;
  yTest: string;
  cases: ({ params: Partial<RandomForestParams>; oobScore?: Figure } & Record<
    'accuracy' | 'logLoss' | 'nodes',
    Figure
  >)[];
}>('estimator-others/random-forest.json');

const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const images = (base64: string) => {
  const pixels = Float32Array.from(bytes(base64));
  return matrix(pixels.length / 64, 64, pixels);
};
const X = images(digits.XTrain);
const y = Int32Array.from(bytes(digits.yTrain));
const XTest = images(digits.XTest);
const yTest = Int32Array.from(bytes(digits.yTest));

function logLoss({ data, cols }: Matrix): number {
  const losses = Array.from(yTest, (label, i) => -Math.log(Math.max(1e-3, data[i * cols + label]!)));
  return mean(losses);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

function expectWithin(values: readonly number[], figure: Figure) {
  expect(Math.abs(mean(values) - figure.mean)).toBeLessThanOrEqual(figure.tolerance);
}

describe('RandomForest', () => {
  it.each(trees)('grows the tree that scikit-learn grows with $params', async ({ params, probabilities }) => {
    const forest = new RandomForest({ nEstimators: 1, maxFeatures: 'all', bootstrap: false, ...params });
    const model = await forest.fit(train.X, train.y, { nClasses: 4 });
    expect(maxDifference((await model.predictProba(test)).data, probabilities.flat())).toBeLessThan(1e-6);
  });

  it.each(digits.cases)(
    'is as good and as large as scikit-learn on digits with $params',
    async ({ params, accuracy: expectedAccuracy, logLoss: expectedLoss, nodes, oobScore }) => {
      const forest = new RandomForest({
        nEstimators: digits.nEstimators,
        oobScore: oobScore !== undefined,
        ...params,
      });
      const accuracies: number[] = [];
      const losses: number[] = [];
      const sizes: number[] = [];
      const outOfBag: number[] = [];
      for (let seed = 0; seed < digits.seeds; seed++) {
        const model = await forest.fit(X, y, { seed });
        accuracies.push(accuracy(await model.predict(XTest), yTest));
        losses.push(logLoss(await model.predictProba(XTest)));
        sizes.push(model.trees.feature.length / digits.nEstimators);
        if (model.oobScore !== null) outOfBag.push(model.oobScore);
      }
      expectWithin(accuracies, expectedAccuracy);
      expectWithin(losses, expectedLoss);
      expectWithin(sizes, nodes);
      if (oobScore !== undefined) expectWithin(outOfBag, oobScore);
    },
  );

  it('gives a tree the same shape whatever the number of trees', async () => {
    const few = await new RandomForest({ nEstimators: 2 }).fit(X, y, { seed: 3 });
    const many = await new RandomForest({ nEstimators: 5 }).fit(X, y, { seed: 3 });
    expect(few.trees.feature).toEqual(many.trees.feature.slice(0, few.trees.feature.length));
    expect(few.trees.threshold).toEqual(many.trees.threshold.slice(0, few.trees.threshold.length));
  });

  it('goes on drawing features while those drawn are constant', async () => {
    const { X: informative, y: labels } = blobs({ n: 40, d: 1, nClasses: 2, distance: 8 });
    const constant = matrix(40, 50);
    informative.data.forEach((value, i) => {
      constant.data[i * 50 + 49] = value;
    });
    const model = await new RandomForest({ nEstimators: 1, maxFeatures: 1, bootstrap: false }).fit(
      constant,
      labels,
    );
    expect(accuracy(await model.predict(constant), labels)).toBe(1);
  });

  it('makes one leaf of samples that are all equal but for their class', async () => {
    const model = await new RandomForest({ nEstimators: 1, bootstrap: false }).fit(
      matrixFrom([[1], [1], [1], [1]]),
      Int32Array.of(0, 1, 1, 1),
    );
    expect(model.trees.feature).toEqual(Int32Array.of(-1));
    expect(Array.from((await model.predictProba(matrixFrom([[5]]))).data)).toEqual([0.25, 0.75]);
  });

  it('separates neighbouring floats', async () => {
    const low = 1;
    const high = Math.fround(1 + 2 ** -23);
    const samples = matrixFrom([[low], [high]]);
    const labels = Int32Array.of(0, 1);
    const model = await new RandomForest({ nEstimators: 1, bootstrap: false }).fit(samples, labels);
    expect(await model.predict(samples)).toEqual(labels);
  });

  it('is stopped by its signal in the middle of a fit', async () => {
    const controller = new AbortController();
    const { X: many, y: labels } = blobs({ n: 500, d: 50, distance: 0.5 });
    setTimeout(() => controller.abort(), 40);
    const fit = new RandomForest({ nEstimators: 100_000 }).fit(many, labels, { signal: controller.signal });
    await expect(fit).rejects.toThrow(/^Interrupted/);
  });

  it('refuses an out-of-bag score without bootstrap', () => {
    expect(() => new RandomForest({ oobScore: true, bootstrap: false })).toThrow(
      'oobScore needs bootstrap, as without it every tree sees every sample',
    );
  });
});

describe('featuresPerNode', () => {
  it.each([
    ['sqrt', 720, 26],
    ['sqrt', 1, 1],
    ['log2', 720, 9],
    ['log2', 1, 1],
    ['all', 720, 720],
    [0.5, 9, 4],
    [0.01, 9, 1],
    [1, 9, 1],
    [20, 9, 9],
  ] as const)('%s of %i features is %i', (rule, nFeatures, expected) => {
    expect(featuresPerNode(rule, nFeatures)).toBe(expected);
  });
});

describe('codeFeatures', () => {
  it('ranks the values of every feature, equal ones alike', () => {
    const { codes, nCodes } = codeFeatures(
      matrixFrom([
        [3, -0],
        [-1e-40, 0],
        [-2, 7],
        [3, -7e30],
      ]),
    );
    expect(Array.from(codes)).toEqual([2, 1, 0, 2, 1, 1, 2, 0]);
    expect(nCodes).toBe(3);
  });

  it('lets neighbouring values share a code where there are more than 65,536', () => {
    const n = 100_000;
    const { codes, nCodes } = codeFeatures(
      matrix(
        n,
        1,
        Float32Array.from({ length: n }, (_, i) => n - i),
      ),
    );
    expect(nCodes).toBe(65_536);
    expect([codes[0], codes[n - 1]]).toEqual([65_535, 0]);
    expect(codes.every((code, i) => i === 0 || code <= codes[i - 1]!)).toBe(true);
    expect(new Set(codes).size).toBe(65_536);
  });
});
