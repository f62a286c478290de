import { describe, expect, it } from 'vitest';
import { InterruptedError, matrix, matrixFrom } from '../../../src/core/index.ts';
import { averagePath } from '../../../src/estimator/anomaly/isolation-tree.ts';
import {
  detectorFromJSON,
  FittedIsolationForest,
  IsolationForest,
  type IsolationForestParams,
} from '../../../src/estimator/index.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Figure {
  readonly mean: number;
  readonly tolerance: number;
}

interface GivenTree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly child: number[];
  readonly nSamples: number[];
}

const expected = golden<{
  X: string;
  nUsual: number;
  seeds: number;
  given: { trees: GivenTree[]; scores: number[] };
  cases: {
    params: Partial<IsolationForestParams>;
    auc: Figure;
    meanScore: Figure;
    scores: number[];
  }[];
}>('anomaly/isolation-forest.json');
const values = new Float32Array(Uint8Array.from(Buffer.from(expected.X, 'base64')).buffer);
const X = matrix(values.length / 8, 8, values);
const mean = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b) / list.length;

/** The share of pairs of an unusual and a usual sample that the scores put in order. */
function areaUnderCurve(scores: Float64Array): number {
  const usual = scores.subarray(0, expected.nUsual);
  const unusual = Array.from(scores.subarray(expected.nUsual));
  const wins = unusual.map((u) => usual.reduce((sum, s) => sum + (u > s ? 1 : u === s ? 0.5 : 0), 0));
  return mean(wins) / usual.length;
}

function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [p, q] = [a, b].map((list) => Array.from(list, (value) => value - mean(list)));
  const dot = (u: number[], v: number[]) => u.reduce((sum, value, i) => sum + value * v[i]!, 0);
  return dot(p!, q!) / Math.sqrt(dot(p!, p!) * dot(q!, q!));
}

/** The leaves' paths follow from the depth of each node and its samples. */
function pathsOf({ feature, child, nSamples }: GivenTree): number[] {
  const depth = new Array<number>(feature.length).fill(0);
  feature.forEach((f, node) => {
    if (f >= 0) for (const side of [0, 1]) depth[child[node]! + side] = depth[node]! + 1;
  });
  return feature.map((f, node) => (f >= 0 ? 0 : depth[node]! + averagePath(nSamples[node]!)));
}

describe('IsolationForest', () => {
  it('scores by given trees as scikit-learn does', async () => {
    const { trees, scores } = expected.given;
    const roots: number[] = [];
    const child: number[] = [];
    for (const tree of trees) {
      const root = child.length;
      roots.push(root);
      child.push(...tree.child.map((at) => at + root));
    }
    const model = new FittedIsolationForest({
      trees: {
        feature: Int32Array.from(trees.flatMap(({ feature }) => feature)),
        threshold: Float32Array.from(trees.flatMap(({ threshold }) => threshold)),
        child: Int32Array.from(child),
        path: Float64Array.from(trees.flatMap(pathsOf)),
        roots: Int32Array.from(roots),
      },
      nFeatures: 8,
      maxSamples: 64,
      warnings: [],
    });
    expect(maxDifference(await model.score(X), scores)).toBeLessThan(1e-6);
  });

  it.each(expected.cases)(
    'finds what scikit-learn finds with $params',
    async ({ params, auc, meanScore, scores }) => {
      const areas: number[] = [];
      const means: number[] = [];
      const sums = new Float64Array(X.rows);
      for (let seed = 0; seed < expected.seeds; seed++) {
        const found = await (await new IsolationForest(params).fit(X, { seed })).score(X);
        areas.push(areaUnderCurve(found));
        means.push(mean(found));
        for (let i = 0; i < X.rows; i++) sums[i]! += found[i]!;
      }
      expect(Math.abs(mean(areas) - auc.mean)).toBeLessThanOrEqual(auc.tolerance);
      expect(Math.abs(mean(means) - meanScore.mean)).toBeLessThanOrEqual(meanScore.tolerance);
      expect(correlation(sums, scores)).toBeGreaterThan(0.97);
    },
  );

  it('has the average path of the paper', () => {
    expect([0, 1, 2].map(averagePath)).toEqual([0, 0, 1]);
    // 2 H(255) − 2 · 255 / 256, with the harmonic number itself
    const harmonic = Array.from({ length: 255 }, (_, i) => 1 / (i + 1)).reduce((a, b) => a + b);
    expect(averagePath(256)).toBeCloseTo(2 * harmonic - (2 * 255) / 256, 2);
  });

  it('gives the same model for the same seed, and survives JSON unchanged', async () => {
    const forest = new IsolationForest({ nEstimators: 10, maxFeatures: 4 });
    const model = await forest.fit(X, { seed: 3 });
    expect((await forest.fit(X, { seed: 3 })).toJSON()).toEqual(model.toJSON());
    expect((await forest.fit(X, { seed: 4 })).toJSON()).not.toEqual(model.toJSON());
    const revived = detectorFromJSON(JSON.parse(JSON.stringify(model)));
    expect(await revived.score(X)).toEqual(await model.score(X));
    expect(revived.toJSON()).toEqual(model.toJSON());
  });

  it('scores equal samples alike, and a single one by 0.5', async () => {
    const alike = await new IsolationForest().fit(matrix(20, 3, new Float32Array(60).fill(2)));
    expect(
      new Set(
        await alike.score(
          matrixFrom([
            [2, 2, 2],
            [9, 9, 9],
          ]),
        ),
      ).size,
    ).toBe(1);
    const single = await new IsolationForest().fit(matrixFrom([[1, 2]]));
    expect(
      await single.score(
        matrixFrom([
          [1, 2],
          [5, 5],
        ]),
      ),
    ).toEqual(Float64Array.of(0.5, 0.5));
  });

  it('gives the most unusual sample the greatest score', async () => {
    const data = X.data.slice();
    data.fill(1e30, 8 * 7, 8 * 8);
    const scores = await (await new IsolationForest().fit(matrix(X.rows, 8, data))).score(
      matrix(X.rows, 8, data),
    );
    expect(scores.indexOf(Math.max(...scores))).toBe(7);
  });

  it('tells how much is done, and stops at a raised signal', async () => {
    const told: number[] = [];
    await new IsolationForest({ nEstimators: 4 }).fit(X, { progress: (done) => told.push(done) });
    expect(told).toEqual([0.25, 0.5, 0.75, 1]);
    const fit = new IsolationForest().fit(X, { signal: AbortSignal.abort() });
    await expect(fit).rejects.toThrow(InterruptedError);
  });

  it('refuses no samples, values that are not finite, and other features', async () => {
    await expect(new IsolationForest().fit(matrix(0, 2))).rejects.toThrow(
      new RangeError('Cannot fit isolation-forest as there must be at least one sample: X has 0 rows'),
    );
    await expect(new IsolationForest().fit(matrixFrom([[1, Number.NaN]]))).rejects.toThrow(
      new RangeError('Cannot fit isolation-forest as X must be finite: row 0, column 1 is NaN'),
    );
    const model = await new IsolationForest({ nEstimators: 2 }).fit(X);
    await expect(model.score(matrix(1, 7))).rejects.toThrow(
      new RangeError(
        'Cannot score with isolation-forest as X must have 8 features, as it was fitted on: it has 7',
      ),
    );
  });

  it.each([{ nEstimators: 0 }, { maxSamples: 1.5 }, { maxSamples: 'some' }, { maxFeatures: 0 }])(
    'refuses %o',
    (settings) => {
      expect(() => new IsolationForest(settings as object)).toThrow();
    },
  );
});
