import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom } from '../../../src/core/index.ts';
import {
  type FittedRegressionForest,
  RandomForestRegression,
  type RandomForestRegressionParams,
} from '../../../src/estimator/index.ts';
import { SquaredError } from '../../../src/estimator/tree/squared-error.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { linearData, r2 } from '../../support/regression-data.ts';

interface Figure {
  readonly mean: number;
  readonly tolerance: number;
}

const saved = golden<{
  grown: {
    X: string;
    y: number[];
    weights: number[];
    XTest: string;
    cases: {
      params: Partial<RandomForestRegressionParams>;
      weighted: boolean;
      splits: [feature: number, threshold: number][];
      predictions: number[];
      importances: number[];
    }[];
  };
  nEstimators: number;
  seeds: number;
  XTrain: string;
  yTrain: number[];
  XTest: string;
  yTest: number[];
  forests: {
    params: Partial<RandomForestRegressionParams>;
    importances: number[];
    correlation: number;
    r2: Figure;
    nodes: Figure;
    oobScore?: Figure;
  }[];
}>('regression/random-forest-regression.json');

const floats = (base64: string, cols: number) => {
  const data = new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer);
  return matrix(data.length / cols, cols, data);
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

describe('a tree of all samples and features', () => {
  const { grown } = saved;
  const [X, XTest] = [floats(grown.X, 6), floats(grown.XTest, 6)];
  const spread = Math.max(...grown.y) - Math.min(...grown.y);

  it.each(grown.cases)(
    'is the one that scikit-learn grows with $params, weighted: $weighted',
    async ({ params, weighted, splits, predictions, importances }) => {
      const regressor = new RandomForestRegression({
        nEstimators: 1,
        maxFeatures: 'all',
        bootstrap: false,
        ...params,
      });
      const options = weighted ? { sampleWeight: Float64Array.from(grown.weights) } : {};
      const model = await regressor.fit(X, Float64Array.from(grown.y), options);
      const { feature, threshold } = model.trees;
      const found = Array.from(feature, (f, node): [number, number] => [f, threshold[node]!])
        .filter(([f]) => f >= 0)
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      expect(found.map(([f]) => f)).toEqual(splits.map(([f]) => f));
      expect(
        maxDifference(
          found.map(([, t]) => t),
          splits.map(([, t]) => t),
        ),
      ).toBeLessThan(1e-6);
      expect(maxDifference(await model.predict(XTest), predictions) / spread).toBeLessThan(1e-6);
      expect(maxDifference(model.featureImportances, importances)).toBeLessThan(1e-6);
    },
  );
});

describe('forests on diabetes', () => {
  const [X, XTest] = [floats(saved.XTrain, 10), floats(saved.XTest, 10)];
  const [y, yTest] = [Float64Array.from(saved.yTrain), Float64Array.from(saved.yTest)];

  it.each(saved.forests)('are as good as those of scikit-learn with $params', async (expected) => {
    const { params } = expected;
    const oobScore = expected.oobScore !== undefined;
    const regressor = new RandomForestRegression({ nEstimators: saved.nEstimators, oobScore, ...params });
    const models: FittedRegressionForest[] = [];
    for (let seed = 0; seed < saved.seeds; seed++) models.push(await regressor.fit(X, y, { seed }));
    const scores = await Promise.all(models.map(async (model) => r2(await model.predict(XTest), yTest)));
    const near = (value: number, figure: Figure, what: string) =>
      expect(Math.abs(value - figure.mean), what).toBeLessThanOrEqual(figure.tolerance);
    near(mean(scores), expected.r2, 'R²');
    near(mean(models.map(({ trees }) => trees.feature.length / trees.roots.length)), expected.nodes, 'nodes');
    if (expected.oobScore) near(mean(models.map((model) => model.oobScore!)), expected.oobScore, 'oobScore');
    const importances = expected.importances.map((_, f) =>
      mean(models.map((model) => model.featureImportances[f]!)),
    );
    expect(correlation(importances, expected.importances)).toBeGreaterThanOrEqual(expected.correlation);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const products = a.reduce((sum, value, i) => sum + (value - meanA) * (b[i]! - meanB), 0);
  const size = (values: readonly number[], centre: number) =>
    Math.hypot(...values.map((value) => value - centre));
  return products / size(a, meanA) / size(b, meanB);
}

describe('random-forest-regression', () => {
  it('predicts the means of leaves, and never beyond the targets', async () => {
    const X = matrixFrom([[1], [2], [2], [10]]);
    const stump = new RandomForestRegression({ nEstimators: 1, bootstrap: false, maxDepth: 1 });
    const model = await stump.fit(X, Float64Array.of(1, 2, 4, 100));
    expect(model.trees.threshold[0]).toBe(6);
    const predicted = await model.predict(matrixFrom([[-1000], [2], [1000]]));
    expect(maxDifference(predicted, [7 / 3, 7 / 3, 100])).toBeLessThan(1e-5);
  });

  it('grows each tree from its own part of the seed, however many there are', async () => {
    const { X, y } = linearData({ n: 600, d: 60 });
    const whole = await new RandomForestRegression({ nEstimators: 50 }).fit(X, y, { seed: 1 });
    const part = await new RandomForestRegression({ nEstimators: 10 }).fit(X, y, { seed: 1 });
    expect(whole.trees.feature.subarray(0, whole.trees.roots[10])).toEqual(part.trees.feature);
  });

  it('draws samples in proportion to their weights', async () => {
    const X = matrixFrom(Array.from({ length: 40 }, () => [0]));
    const y = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 1));
    const sampleWeight = Float64Array.from(y, (target) => 1 + 2 * target);
    const model = await new RandomForestRegression({ nEstimators: 400 }).fit(X, y, { sampleWeight });
    expect((await model.predict(matrixFrom([[0]])))[0]).toBeCloseTo(0.75, 1);
  });

  it('has no out-of-bag score where every tree drew every sample', async () => {
    const forest = new RandomForestRegression({ nEstimators: 5, oobScore: true });
    expect((await forest.fit(matrixFrom([[1]]), Float64Array.of(2))).oobScore).toBeNull();
    const { X } = linearData({ n: 30, d: 2 });
    expect((await forest.fit(X, new Float64Array(30).fill(2))).oobScore).toBe(1);
  });
});

describe('squared error', () => {
  const y = Float64Array.of(0.2, -1, 0.7, 0.7, 0.1, -0.4);
  const weights = Float64Array.of(1, 2, 1, 0.5, 3, 1);
  const codes = Uint16Array.of(3, 1, 2, 3, 0, 1);
  const criterion = new SquaredError(y, weights);
  criterion.setNode(Int32Array.of(0, 1, 2, 3, 4, 5), 0, 6);

  /** Σ weight · (y − mean)² of some samples. */
  const riskOf = (isIn: (i: number) => boolean) => {
    const rows = [0, 1, 2, 3, 4, 5].filter(isIn);
    const total = rows.reduce((sum, i) => sum + weights[i]!, 0);
    const centre = rows.reduce((sum, i) => sum + weights[i]! * y[i]!, 0) / total;
    return rows.reduce((sum, i) => sum + weights[i]! * (y[i]! - centre) ** 2, 0);
  };

  it('gains what a division takes from the squared error about the means', () => {
    expect(criterion.risk).toBeCloseTo(
      riskOf(() => true),
      12,
    );
    for (const leftCode of [0, 1, 2]) {
      const sides = riskOf((i) => codes[i]! <= leftCode) + riskOf((i) => codes[i]! > leftCode);
      const gain = criterion.judge(codes, leftCode, 1) - criterion.score;
      expect(gain).toBeCloseTo(criterion.risk - sides, 12);
    }
  });

  it('finds the division that it judges best', () => {
    const order = Int32Array.of(4, 1, 5, 2, 0, 3);
    const found = criterion.findBest(codes, order, 1, Number.NEGATIVE_INFINITY)!;
    const scores = [0, 1, 2].map((leftCode) => criterion.judge(codes, leftCode, 1));
    expect(found.score).toBeCloseTo(Math.max(...scores), 12);
    expect(scores[found.leftCode]).toBeCloseTo(found.score, 12);
    expect(criterion.findBest(codes, order, 4, Number.NEGATIVE_INFINITY)).toBeUndefined();
    expect(criterion.judge(codes, 0, 2)).toBe(Number.NEGATIVE_INFINITY);
  });
});
