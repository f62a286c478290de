import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, matrix, matrixFrom, takeLabels, takeRows } from '../../../src/core/index.ts';
import { lloyd } from '../../../src/estimator/cluster/lloyd.ts';
import { preparePoints } from '../../../src/estimator/cluster/points.ts';
import { type Seeding, seedCenters } from '../../../src/estimator/cluster/seeding.ts';
import { KMeans, type KMeansParams } from '../../../src/estimator/index.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { points } from '../../support/k-means-data.ts';

const fromCenters =
  golden<
    {
      params: Partial<KMeansParams>;
      start: number[][];
      weighted: boolean;
      centers: number[][];
      clusters: number[];
      inertia: number;
      iterations: number;
    }[]
  >('cluster/from-centers.json');
const best =
  golden<{ params: Partial<KMeansParams>; weighted: boolean; inertia: number }[]>('cluster/k-means.json');
const noPause = async () => {};

describe('KMeans', () => {
  it.each(fromCenters)('equals scikit-learn from given centers with $params', async (expected) => {
    const start = matrixFrom(expected.start);
    const model = await new KMeans({ k: start.rows, ...expected.params }).fit(points.X, points.y, {
      initialCenters: start,
      ...(expected.weighted && { sampleWeight: points.weights }),
    });
    expect(maxDifference(model.centers.data, expected.centers.flat())).toBeLessThan(1e-5);
    expect(Math.abs(model.inertia / expected.inertia - 1)).toBeLessThan(1e-5);
    expect(model.iterations).toBe(expected.iterations);
    const kept = Array.from(points.y.keys()).filter((i) => !expected.weighted || points.weights[i]! > 0);
    const clusters = await model.predictCluster(takeRows(points.X, kept));
    expect(Array.from(clusters)).toEqual(expected.clusters);
  });

  it.each(best)('with $params is within 1 % of scikit-learn', async ({ params, weighted, inertia }) => {
    const model = await new KMeans(params).fit(
      points.X,
      points.y,
      weighted ? { sampleWeight: points.weights } : {},
    );
    expect(model.inertia).toBeLessThanOrEqual(inertia * 1.01);
    expect(model.inertia).toBeGreaterThan(inertia * 0.999);
  });

  it('takes a weight of 2 as a sample that is there twice', async () => {
    const weights = Float64Array.from(points.y, (_, i) => 1 + (i % 2));
    const twice = Array.from(points.y.keys()).flatMap((i) => (i % 2 ? [i, i] : [i]));
    const initialCenters = takeRows(points.X, [5, 6, 7, 8]);
    const model = new KMeans({ k: 4, tolerance: 0 });
    const weighted = await model.fit(points.X, points.y, { sampleWeight: weights, initialCenters });
    const doubled = await model.fit(takeRows(points.X, twice), takeLabels(points.y, twice), {
      initialCenters,
    });
    expect(maxDifference(weighted.centers.data, doubled.centers.data)).toBeLessThan(1e-5);
    expect(weighted.inertia / doubled.inertia).toBeCloseTo(1, 6);
  });

  it('makes as many clusters as there are classes with samples', async () => {
    const { X, y } = blobs({ n: 60, nClasses: 3 });
    const model = await new KMeans().fit(X, y, { nClasses: 4 });
    expect(model.centers.rows).toBe(3);
    expect(model.warnings).toEqual(['Class 3 has no training samples and is never predicted']);
  });

  it('gives each cluster the most frequent class of its training samples, by weight', async () => {
    const X = matrixFrom([[0], [0.1], [0.2], [9], [9.1], [9.2]]);
    const y = Int32Array.of(2, 2, 0, 1, 0, 1);
    const model = await new KMeans({ k: 2 }).fit(X, y);
    const clusters = await model.predictCluster(X);
    expect(clusters.slice(0, 3)).toEqual(new Int32Array(3).fill(clusters[0]!));
    expect(clusters[3]).toBe(1 - clusters[0]!);
    expect(Array.from(await model.predict(X))).toEqual([2, 2, 2, 1, 1, 1]);
    const weighted = await new KMeans({ k: 2 }).fit(X, y, {
      sampleWeight: Float64Array.of(1, 1, 5, 1, 1, 1),
    });
    expect(Array.from(await weighted.predict(X))).toEqual([0, 0, 0, 1, 1, 1]);
  });

  it('says so when it did not converge', async () => {
    const { X, y } = blobs({ n: 200, distance: 0.1 });
    const model = await new KMeans({ k: 8, nInit: 1, maxIterations: 1, tolerance: 0 }).fit(X, y);
    expect(model.warnings).toEqual(['k-means did not converge in 1 iterations: raise maxIterations']);
  });

  it('makes fewer clusters, and says so, where there are fewer samples', async () => {
    const model = await new KMeans({ k: 4 }).fit(matrixFrom([[0], [5]]), Int32Array.of(0, 1));
    expect(model.centers.rows).toBe(2);
    expect(model.warnings).toEqual(['k-means made 2 clusters instead of 4: there are no more samples']);
  });

  it.each(['k-means++', 'random'] as const)(
    'works where there are fewer distinct samples than clusters with %s',
    async (init) => {
      const X = matrixFrom([[1], [1], [1], [7], [7]]);
      const model = await new KMeans({ k: 4, init }).fit(X, Int32Array.of(0, 0, 0, 1, 1));
      expect(model.inertia).toBeLessThan(1e-9);
      expect(Array.from(await model.predict(X))).toEqual([0, 0, 0, 1, 1]);
    },
  );

  it('does not care how far the data is from the origin', async () => {
    const { X, y } = blobs({ n: 90, distance: 6 });
    const far = matrix(
      X.rows,
      X.cols,
      X.data.map((value) => value + 3000),
    );
    const near = await new KMeans().fit(X, y);
    expect((await new KMeans().fit(far, y)).inertia / near.inertia).toBeCloseTo(1, 3);
  });

  it('refuses initial centers of another shape', async () => {
    const { X, y } = blobs({ n: 30, d: 5 });
    await expect(new KMeans({ k: 2 }).fit(X, y, { initialCenters: matrix(3, 5) })).rejects.toThrow(
      new RangeError('Cannot fit k-means as the initial centers must be 2×5: they are 3×5'),
    );
  });

  it('tells its progress, up to the end', async () => {
    const { X, y } = blobs({ n: 90 });
    const shares: number[] = [];
    await new KMeans().fit(X, y, { progress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});

describe('lloyd', () => {
  it('starts an empty cluster anew at the sample farthest from its center', async () => {
    const options = { maxIterations: 10, tolerance: 0, pause: noPause };
    const start = matrixFrom([[1], [1000]]);
    const [clustering] = await lloyd(preparePoints(matrixFrom([[0], [1], [2], [30]])), [start], options);
    expect(Array.from(clustering!.clusters)).toEqual([0, 0, 0, 1]);
    expect(clustering!.inertia).toBeCloseTo(2, 6);
  });

  it('never gets worse, and reports the inertia of its clusters, whatever the weights', async () => {
    const problems = fc.record({
      n: fc.integer({ min: 1, max: 40 }),
      d: fc.integer({ min: 1, max: 5 }),
      k: fc.integer({ min: 1, max: 6 }),
      seed: fc.integer({ min: 0, max: 1e6 }),
    });
    await fc.assert(
      fc.asyncProperty(problems, async ({ n, d, k, seed }) => {
        const rng = createRng(seed);
        const X = matrix(
          n,
          d,
          Float32Array.from({ length: n * d }, () => Math.round(3 * rng.normal())),
        );
        const weights = Float64Array.from({ length: n }, () => 0.1 + rng.float());
        const prepared = preparePoints(X, weights);
        const starts = await seedCenters(prepared, Math.min(k, n), 'random', [rng, rng], noPause);
        let before = starts.map(() => Number.POSITIVE_INFINITY);
        for (let maxIterations = 1; maxIterations <= 4; maxIterations++) {
          const options = { maxIterations, tolerance: 0, pause: noPause };
          const found = await lloyd(prepared, starts, options);
          found.forEach(({ inertia, centers, clusters }, r) => {
            expect(inertia).toBeLessThanOrEqual(before[r]! * (1 + 1e-6) + 1e-9);
            let sum = 0;
            for (let at = 0; at < n * d; at++) {
              const row = Math.floor(at / d);
              sum += weights[row]! * (X.data[at]! - centers.data[clusters[row]! * d + (at % d)]!) ** 2;
            }
            expect(Math.abs(inertia - sum)).toBeLessThan(1e-6 * (1 + sum));
          });
          before = found.map(({ inertia }) => inertia);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('seedCenters', () => {
  const seeds = async (X: ReturnType<typeof matrixFrom>, k: number, how: Seeding, weights?: Float64Array) => {
    const rngs = Array.from({ length: 20 }, (_, seed) => createRng(seed));
    return (await seedCenters(preparePoints(X, weights), k, how, rngs, noPause)).map(({ data }) => [...data]);
  };

  it('draws one sample of each of several far groups by k-means++', async () => {
    const X = matrixFrom([0, 0, 0, 0, 0, 0, 0, 0, 100, 200, 300].map((value, i) => [value + i / 100]));
    for (const centers of await seeds(X, 4, 'k-means++')) {
      expect(centers.map((value) => Math.round(value / 100)).sort()).toEqual([0, 1, 2, 3]);
    }
  });

  it('draws distinct samples, the heavy ones first, at random', async () => {
    const X = matrixFrom(Array.from({ length: 12 }, (_, i) => [i]));
    const weights = Float64Array.from({ length: 12 }, (_, i) => (i < 3 ? 1e6 : i < 10 ? 1e-6 : 0));
    for (const centers of await seeds(X, 5, 'random', weights)) {
      expect(new Set(centers).size).toBe(5);
      expect(centers.slice(0, 3).sort()).toEqual([0, 1, 2]);
      expect(Math.max(...centers)).toBeLessThan(10);
    }
  });
});
