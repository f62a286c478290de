import { describe, expect, it } from 'vitest';
import { createRng, matrix, matrixFrom } from '../../../src/core/index.ts';
import { preparePoints, seedCenters } from '../../../src/estimator/cluster/centers.ts';
import { lloyd } from '../../../src/estimator/cluster/lloyd.ts';
import { KMeans } from '../../../src/estimator/index.ts';
import { blobs } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';
import { train } from '../../support/other-estimators-data.ts';

const cases = golden<{ k: number; inertia: number }[]>('estimator-others/k-means.json');

describe('KMeans', () => {
  it.each(cases)('with $k clusters is within 1 % of scikit-learn', async ({ k, inertia }) => {
    const model = await new KMeans({ k }).fit(train.X, train.y);
    expect(model.inertia).toBeLessThanOrEqual(inertia * 1.01 + 1e-6);
    expect(model.warnings).toEqual(['Class 2 has no training samples and is never predicted']);
  });

  it('makes as many clusters as there are classes with samples', async () => {
    expect((await new KMeans().fit(train.X, train.y)).centers.rows).toBe(3);
  });

  it('gives each cluster the most frequent class of its training samples', async () => {
    const X = matrixFrom([[0], [0.1], [0.2], [9], [9.1], [9.2]]);
    const model = await new KMeans({ k: 2 }).fit(X, Int32Array.of(2, 2, 0, 1, 0, 1));
    const clusters = await model.predictCluster(X);
    expect(clusters.slice(0, 3)).toEqual(new Int32Array(3).fill(clusters[0]!));
    expect(clusters[3]).toBe(1 - clusters[0]!);
    expect(Array.from(await model.predict(X))).toEqual([2, 2, 2, 1, 1, 1]);
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

  it('works where there are fewer distinct samples than clusters', async () => {
    const X = matrixFrom([[1], [1], [1], [7], [7]]);
    const model = await new KMeans({ k: 4 }).fit(X, Int32Array.of(0, 0, 0, 1, 1));
    expect(model.inertia).toBe(0);
    expect(Array.from(await model.predict(X))).toEqual([0, 0, 0, 1, 1]);
  });

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
});

describe('lloyd', () => {
  it('starts an empty cluster anew at the sample farthest from its center', async () => {
    const X = matrixFrom([[0], [1], [2], [30]]);
    const options = { maxIterations: 10, tolerance: 0, pause: async () => {} };
    const { clusters, inertia } = await lloyd(preparePoints(X), matrixFrom([[1], [1000]]), options);
    expect(Array.from(clusters)).toEqual([0, 0, 0, 1]);
    expect(inertia).toBeCloseTo(2, 6);
  });
});

describe('seedCenters', () => {
  it('draws one sample of each of several far groups', async () => {
    const X = matrixFrom([0, 0, 0, 0, 0, 0, 0, 0, 100, 200, 300].map((value, i) => [value + i / 100]));
    for (let seed = 0; seed < 20; seed++) {
      const centers = await seedCenters(preparePoints(X), 4, createRng(seed));
      const groups = Array.from(centers.data, (value) => Math.round(value / 100)).sort();
      expect(groups).toEqual([0, 1, 2, 3]);
    }
  });
});
