import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/core/index.ts';
import {
  ExtraTrees,
  type ExtraTreesParams,
  FittedForest,
  permutationImportance,
  RandomForest,
  type RandomForestParams,
} from '../../../src/estimator/index.ts';
import { accuracy, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Figure {
  readonly mean: number;
  readonly tolerance: number;
}

const bytes = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const floats = (base64: string, cols: number) => {
  const data = new Float32Array(bytes(base64).buffer);
  return matrix(data.length / cols, cols, data);
};
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

const small = golden<{
  X: string;
  y: number[];
  weights: number[];
  XTest: string;
  cases: {
    params: Partial<RandomForestParams>;
    weighted: boolean;
    splits: [feature: number, threshold: number][];
    probabilities: number[][];
    importances: number[];
  }[];
}>('tree/trees.json');
const X = floats(small.X, 6);
const y = Int32Array.from(small.y);
const XTest = floats(small.XTest, 6);

describe('a tree of all samples and features', () => {
  it.each(small.cases)(
    'is the one that scikit-learn grows with $params, weighted: $weighted',
    async ({ params, weighted, splits, probabilities, importances }) => {
      const forest = new RandomForest({ nEstimators: 1, maxFeatures: 'all', bootstrap: false, ...params });
      const model = await forest.fit(X, y, {
        nClasses: 4,
        ...(weighted && { sampleWeight: Float64Array.from(small.weights) }),
      });
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
      expect(maxDifference((await model.predictProba(XTest)).data, probabilities.flat())).toBeLessThan(1e-6);
      expect(maxDifference(model.featureImportances, importances)).toBeLessThan(1e-6);
    },
  );
});

describe('a given forest', () => {
  const given = golden<{
    trees: { feature: number[]; threshold: number[]; child: number[]; shares: number[][] }[];
    probabilities: number[][];
    importances: { mean: number; deviation: number }[];
    repeats: number;
  }>('tree/given-forest.json');
  const roots: number[] = [];
  const nodes = { feature: [] as number[], threshold: [] as number[], child: [] as number[] };
  const shares: number[][] = [];
  for (const tree of given.trees) {
    const root = nodes.feature.length;
    roots.push(root);
    tree.child.forEach((child, at) => {
      nodes.child.push(child + (tree.feature[at]! < 0 ? shares.length : root));
    });
    nodes.feature.push(...tree.feature);
    nodes.threshold.push(...tree.threshold);
    shares.push(...tree.shares);
  }
  const model = new FittedForest('random-forest', {
    trees: {
      roots: Int32Array.from(roots),
      feature: Int32Array.from(nodes.feature),
      threshold: Float32Array.from(nodes.threshold),
      child: Int32Array.from(nodes.child),
      shares: Float32Array.from(shares.flat()),
    },
    nClasses: 4,
    nFeatures: 6,
    featureImportances: new Float64Array(6),
    oobScore: null,
    warnings: [],
  });

  it('gives the probabilities that scikit-learn gives', async () => {
    expect(maxDifference((await model.predictProba(XTest)).data, given.probabilities.flat())).toBeLessThan(
      1e-6,
    );
  });

  it('has the permutation importances that scikit-learn measures', async () => {
    const repeats = 60;
    const { means, standardDeviations } = await permutationImportance(model, X, y, { repeats });
    given.importances.forEach((expected, f) => {
      const error = expected.deviation * Math.sqrt(1 / repeats + 1 / given.repeats);
      expect(Math.abs(means[f]! - expected.mean)).toBeLessThanOrEqual(4 * error);
      expect(standardDeviations[f]! / expected.deviation).toBeGreaterThan(0.6);
      expect(standardDeviations[f]! / expected.deviation).toBeLessThan(1.6);
    });
  });
});

describe('forests on digits', () => {
  const digits = golden<{
    nEstimators: number;
    seeds: number;
    XTrain: string;
    yTrain: string;
    XTest: string;
    yTest: string;
    cases: ({
      estimator: 'random-forest' | 'extra-trees';
      params: Partial<RandomForestParams & ExtraTreesParams>;
      importances: number[];
      correlation: number;
      oobScore?: Figure;
    } & Record<'accuracy' | 'logLoss' | 'nodes', Figure>)[];
  }>('tree/forests.json');
  const images = (base64: string) => {
    const pixels = Float32Array.from(bytes(base64));
    return matrix(pixels.length / 64, 64, pixels);
  };
  const train = images(digits.XTrain);
  const labels = Int32Array.from(bytes(digits.yTrain));
  const test = images(digits.XTest);
  const testLabels = Int32Array.from(bytes(digits.yTest));

  it.each(digits.cases)(
    'are as good and as large as those of scikit-learn: $estimator with $params',
    async ({ estimator, params, importances, correlation: least, oobScore, ...expected }) => {
      const settings = {
        nEstimators: digits.nEstimators,
        oobScore: oobScore !== undefined,
        ...params,
      };
      const forest = estimator === 'random-forest' ? new RandomForest(settings) : new ExtraTrees(settings);
      const found = { accuracy: [], logLoss: [], nodes: [], oobScore: [] } as Record<string, number[]>;
      const sums = new Float64Array(64);
      for (let seed = 0; seed < digits.seeds; seed++) {
        const model = await forest.fit(train, labels, { seed });
        const { data } = await model.predictProba(test);
        const losses = Array.from(testLabels, (label, i) => -Math.log(Math.max(1e-3, data[i * 10 + label]!)));
        found.accuracy!.push(accuracy(await model.predict(test), testLabels));
        found.logLoss!.push(mean(losses));
        found.nodes!.push(model.trees.feature.length / digits.nEstimators);
        if (model.oobScore !== null) found.oobScore!.push(model.oobScore);
        for (let f = 0; f < 64; f++) sums[f]! += model.featureImportances[f]!;
      }
      for (const [name, figure] of Object.entries({ ...expected, ...(oobScore && { oobScore }) })) {
        expect(Math.abs(mean(found[name]!) - figure.mean), name).toBeLessThanOrEqual(figure.tolerance);
      }
      expect(correlation(sums, importances)).toBeGreaterThan(least);
    },
  );
});

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const centred = (values: ArrayLike<number>) => {
    const list = Array.from(values);
    return list.map((value) => value - mean(list));
  };
  const [p, q] = [centred(a), centred(b)];
  const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}
