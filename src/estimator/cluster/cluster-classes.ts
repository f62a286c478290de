import { argMaxRows, countClasses } from '../labels.ts';

/** The most frequent class in every cluster, ties to the lower id; of all samples for a cluster without any.
 * @param clusters cluster of each sample, int32, (nSamples,), below k. @param y class of each sample.
 * @returns int32, (k,). */
export function clusterClasses(clusters: Int32Array, k: number, y: Int32Array, nClasses: number): Int32Array {
  const votes = new Int32Array(k * nClasses);
  for (let i = 0; i < y.length; i++) votes[clusters[i]! * nClasses + y[i]!]!++;
  const [overall] = argMaxRows(countClasses(y, nClasses), 1, nClasses);
  const sizes = countClasses(clusters, k);
  return argMaxRows(votes, k, nClasses).map((label, cluster) => (sizes[cluster] === 0 ? overall! : label));
}
