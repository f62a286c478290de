import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrix, matrixFrom } from '../../../src/core/index.ts';
import { Agglomerative, type AgglomerativeParams } from '../../../src/estimator/index.ts';
import { blobs } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

const cases = golden<{ data: string; params: AgglomerativeParams; clusters: number[] }[]>(
  'mixture/agglomerative.json',
);
const data = golden<Record<string, { X: number[][] }>>('mixture/data.json');

/** Clusters renumbered in the order in which they first occur. */
function canonical(clusters: ArrayLike<number>): number[] {
  const numbers = new Map<number, number>();
  return Array.from(clusters, (cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
    return numbers.get(cluster)!;
  });
}

describe('Agglomerative', () => {
  it.each(cases.map((each) => [each.data, JSON.stringify(each.params), each] as const))(
    'makes the clusters of scikit-learn on %s with %s',
    async (name, _, { params, clusters }) => {
      const X = matrixFrom(data[name]!.X);
      const model = await new Agglomerative(params).fit(X, new Int32Array(X.rows));
      expect([...model.trainingClusters]).toEqual(canonical(clusters));
    },
  );

  it('gives each cluster the most frequent class, and new samples the nearest mean', async () => {
    const X = matrixFrom([[0], [0.1], [0.2], [9], [9.1], [9.2]]);
    const model = await new Agglomerative({ k: 2 }).fit(X, Int32Array.of(2, 2, 0, 1, 0, 1));
    expect(Array.from(await model.predict(X))).toEqual([2, 2, 2, 1, 1, 1]);
    expect(Array.from(await model.predict(matrixFrom([[4], [5]])))).toEqual([2, 1]);
  });

  it('merges equal samples first', async () => {
    const row = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 });
    const rows = fc.array(row, { minLength: 1, maxLength: 12 });
    const linkages = fc.constantFrom('ward', 'complete', 'average', 'single' as const);
    await fc.assert(
      fc.asyncProperty(rows, linkages, async (values, linkage) => {
        const X = matrixFrom(values);
        const distinct = new Set(values.map(String)).size;
        const model = await new Agglomerative({ k: distinct, linkage }).fit(X, new Int32Array(X.rows));
        expect([...model.trainingClusters]).toEqual(
          canonical(values.map((value) => values.findIndex((other) => String(other) === String(value)))),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('makes fewer clusters, and says so, where there are fewer samples', async () => {
    const model = await new Agglomerative({ k: 4 }).fit(matrixFrom([[0], [5]]), Int32Array.of(0, 1));
    expect(model.warnings).toEqual(['agglomerative made 2 clusters instead of 4: there are no more samples']);
  });

  it('refuses more samples than it has room for', async () => {
    await expect(new Agglomerative().fit(matrix(5001, 1), new Int32Array(5001))).rejects.toThrow(
      new RangeError(
        'Cannot fit agglomerative as it holds the distances between all samples, of which there may be at most 5000: X has 5001 rows',
      ),
    );
  });

  it('reports its progress up to 1', async () => {
    const { X, y } = blobs();
    const shares: number[] = [];
    await new Agglomerative().fit(X, y, { progress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });
});
