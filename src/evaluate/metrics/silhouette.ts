import { toDense } from '../../core/index.ts';
import { product64 } from '../../linalg/index.ts';
import { defineSampleMetric } from './define-sample-metric.ts';

/** Samples whose distances are held at a time. */
const BLOCK_ROWS = 256;

/** Silhouette of the test samples, by Euclidean distance: by their clusters where the model finds some, else by their
 * classes. (b − a) / max(a, b) for each, where a is the mean distance to the others of its cluster and b that to the
 * nearest other cluster; 0 for a cluster's only sample, and where there is one cluster.
 * Cost: O(nTest² · nFeatures).
 * Source: Rousseeuw 1987; scikit-learn, `silhouette_samples`. */
export const silhouette = defineSampleMetric({
  id: 'silhouette',
  title: 'Silhouette',
  better: 'higher',
  range: [-1, 1],
  perSample: async ({ testX, testY, clusters = testY }) => {
    const { data, rows: n, cols } = toDense(testX);
    const X = { data: Float64Array.from(data), rows: n, cols };
    const norms = Float64Array.from({ length: n }, (_, i) => squaredLength(X.data, i * cols, cols));
    const ids = [...new Set(clusters)];
    const placeOf = new Map(ids.map((id, place) => [id, place]));
    const clusterOf = clusters.map((id) => placeOf.get(id)!);
    const sizes = new Float64Array(ids.length);
    for (const cluster of clusterOf) sizes[cluster]! += 1;

    const scores = new Float64Array(n);
    const sums = new Float64Array(ids.length);
    for (let from = 0; from < n; from += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, n - from);
      const block = { data: X.data.subarray(from * cols, (from + rows) * cols), rows, cols };
      const products = await product64(block, X);
      for (let r = 0; r < rows; r++) {
        const i = from + r;
        sums.fill(0);
        for (let j = 0; j < n; j++) {
          if (j === i) continue;
          sums[clusterOf[j]!]! += Math.sqrt(Math.max(norms[i]! + norms[j]! - 2 * products[r * n + j]!, 0));
        }
        scores[i] = silhouetteOf(clusterOf[i]!, sums, sizes);
      }
    }
    return scores;
  },
});

/** @param sums of the distances to the samples of each cluster. */
function silhouetteOf(own: number, sums: Float64Array, sizes: Float64Array): number {
  if (sizes[own] === 1 || sizes.length === 1) return 0;
  const within = sums[own]! / (sizes[own]! - 1);
  let between = Number.POSITIVE_INFINITY;
  for (let c = 0; c < sizes.length; c++) if (c !== own) between = Math.min(between, sums[c]! / sizes[c]!);
  const greater = Math.max(within, between);
  return greater === 0 ? 0 : (between - within) / greater;
}

function squaredLength(values: Float64Array, from: number, n: number): number {
  let sum = 0;
  for (let k = from; k < from + n; k++) sum += values[k]! ** 2;
  return sum;
}
