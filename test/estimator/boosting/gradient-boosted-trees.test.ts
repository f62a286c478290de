import { afterEach, describe, expect, it } from 'vitest';
import { matrix, matrixFrom } from '../../../src/core/index.ts';
import { GradientBoostedTrees, type GradientBoostedTreesParams } from '../../../src/estimator/index.ts';
import { useThreads } from '../../../src/linalg/index.ts';
import { accuracy, blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

interface Figure {
  readonly mean: number;
  readonly tolerance: number;
}

const sets =
  golden<
    Record<string, { X: number[][]; y: number[]; test: number[][]; testY: number[]; weights: number[] }>
  >('boosting/data.json');
const cases = golden<
  {
    set: string;
    params: Partial<GradientBoostedTreesParams>;
    weighted: boolean;
    decision: number[] | number[][];
    predicted: number[];
    nNodes: number;
    nIterations: number;
    losses: number[];
    importances: number[];
  }[]
>('boosting/gradient-boosted-trees.json');
const drawn =
  golden<
    {
      params: Partial<GradientBoostedTreesParams>;
      seeds: number;
      logLoss: Figure;
      nIterations: Figure;
    }[]
  >('boosting/drawn.json');

function setOf(name: string) {
  const { X, y, test, testY, weights } = sets[name]!;
  return {
    X: matrixFrom(X),
    y: Int32Array.from(y),
    test: matrixFrom(test),
    testY: Int32Array.from(testY),
    weights: Float64Array.from(weights),
  };
}

/** Class after class, as our sums are. */
function transposed(decision: number[] | number[][]): number[] {
  const rows = decision.map((row) => [row].flat());
  return rows[0]!.flatMap((_, k) => rows.map((row) => row[k]!));
}

afterEach(() => useThreads(0));

describe('GradientBoostedTrees', () => {
  it.each(cases)(
    'grows the trees that scikit-learn grows on "$set" with $params, weighted: $weighted',
    async ({ set, params, weighted, ...expected }) => {
      const { X, y, test, weights } = setOf(set);
      const model = await new GradientBoostedTrees(params).fit(
        X,
        y,
        weighted ? { sampleWeight: weights } : {},
      );
      expect(model.trees.feature.length).toBe(expected.nNodes);
      expect(model.nIterations).toBe(expected.nIterations);
      expect(maxDifference(await model.decisionFunction(test), transposed(expected.decision))).toBeLessThan(
        1e-5,
      );
      expect([...(await model.predict(test))]).toEqual(expected.predicted);
      expect(maxDifference(model.losses, expected.losses)).toBeLessThan(1e-5);
      expect(maxDifference(model.importances, expected.importances)).toBeLessThan(1e-5);
    },
  );

  it.each(drawn)('is as good as scikit-learn in the mean where it draws, with $params', async (golden) => {
    const { X, y, test, testY } = setOf('gapped');
    let loss = 0;
    let rounds = 0;
    for (let seed = 0; seed < golden.seeds; seed++) {
      const model = await new GradientBoostedTrees(golden.params).fit(X, y, { seed });
      const { data } = await model.predictProba(test);
      testY.forEach((label, i) => {
        loss -= Math.log(data[i * 4 + label]!) / test.rows;
      });
      rounds += model.nIterations;
    }
    const { logLoss, nIterations, seeds } = golden;
    expect(Math.abs(loss / seeds - logLoss.mean)).toBeLessThanOrEqual(logLoss.tolerance);
    expect(Math.abs(rounds / seeds - nIterations.mean)).toBeLessThanOrEqual(nIterations.tolerance);
  });

  it('grows the same trees whatever the number of threads, and where histograms are kept', async () => {
    // above the size where helpers start, with nodes large enough for kept histograms
    const { X, y } = blobs({ n: 6000, d: 70, nClasses: 3, distance: 1.5 });
    const grow = (threads: number) => {
      useThreads(threads);
      return new GradientBoostedTrees({ maxIterations: 40, maxLeafNodes: 8 }).fit(X, y);
    };
    const alone = await grow(1);
    const together = await grow(3);
    expect(JSON.stringify(together)).toBe(JSON.stringify(alone));
  });

  it('gives the class shares where no split is possible', async () => {
    const X = matrix(4, 1, Float32Array.of(1, 2, 3, 4));
    const model = await new GradientBoostedTrees({ maxIterations: 3 }).fit(X, Int32Array.of(0, 0, 0, 1));
    const { data } = await model.predictProba(X);
    expect(maxDifference(data, [0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25])).toBeLessThan(1e-6);
    expect([...model.importances]).toEqual([0]);
  });

  it('leaves out samples and classes of weight 0', async () => {
    const { X, y } = blobs({ n: 90, d: 4, nClasses: 3 });
    const weights = Float64Array.from(y, (label) => (label === 1 ? 0 : 1));
    const model = await new GradientBoostedTrees({ maxIterations: 5 }).fit(X, y, { sampleWeight: weights });
    expect(model.warnings).toEqual(['Class 1 has no training samples and is never predicted']);
    expect([...(await model.predict(X))]).not.toContain(1);
  });

  it('stops early by itself above 10,000 samples', async () => {
    const { X, y } = blobs({ n: 10_001, d: 2, nClasses: 2, distance: 0.5 });
    const params = { maxLeafNodes: 3, learningRate: 0.5, nIterNoChange: 2 };
    const large = await new GradientBoostedTrees(params).fit(X, y);
    expect(large.nIterations).toBeLessThan(100);
    expect(large.losses).toHaveLength(large.nIterations + 1);
    const few = blobs({ n: 1000, d: 2, nClasses: 2, distance: 0.5 });
    const small = await new GradientBoostedTrees(params).fit(few.X, few.y);
    expect(small.nIterations).toBe(100);
    expect(small.losses).toEqual([]);
  });

  it('learns from features that are cut by quantiles of some of the samples', async () => {
    const n = 201_000;
    const X = matrix(
      n,
      1,
      Float32Array.from({ length: n }, (_, i) => Math.sin(i)),
    );
    const y = Int32Array.from(X.data, (value) => (value > 0.4 ? 1 : 0));
    for (const sampleWeight of [undefined, new Float64Array(n).fill(2)]) {
      const options = sampleWeight === undefined ? {} : { sampleWeight };
      const params = { maxIterations: 5, learningRate: 1, earlyStopping: 'off' } as const;
      const model = await new GradientBoostedTrees(params).fit(X, y, options);
      expect(accuracy(await model.predict(X), y)).toBeGreaterThan(0.995);
    }
  });

  it('reports progress up to the end', async () => {
    const { X, y } = blobs({ n: 60, d: 3, nClasses: 3 });
    const shares: number[] = [];
    await new GradientBoostedTrees({ maxIterations: 4 }).fit(X, y, { progress: (done) => shares.push(done) });
    expect(shares).toHaveLength(12);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
