import type { KnnParams } from './knn-params.ts';

/** What each of a sample's neighbours counts, up to a common factor.
 * @param distances ascending; squared where the metric is euclidean.
 * @param weights receives as many values as there are distances. */
export function neighbourWeights(
  distances: Float32Array,
  { metric, weights: kind, temperature }: KnnParams,
  weights: Float64Array,
): void {
  const nearest = distances[0]!;
  for (let r = 0; r < distances.length; r++) {
    const distance = distances[r]!;
    if (kind === 'temperature') {
      const dissimilarity = metric === 'euclidean' ? (distance - nearest) / 2 : distance - nearest;
      weights[r] = Math.exp(-dissimilarity / temperature);
    } else if (nearest === 0) {
      // a sample that is among the training samples has the class of its like alone
      weights[r] = distance === 0 ? 1 : 0;
    } else {
      weights[r] = 1 / (metric === 'euclidean' ? Math.sqrt(distance) : distance);
    }
  }
}
