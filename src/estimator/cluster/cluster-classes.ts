import { argMaxRows } from '../labels.ts';

/** The most frequent class in every cluster by weight, ties to the lower id; of all samples for a cluster without any.
 * @param clusters cluster of each sample, int32, (nSamples,), below k. @param y class of each sample.
 * @param weights of the samples, (nSamples,); default all 1.
 * @returns int32, (k,). */
export function clusterClasses(
  clusters: Int32Array,
  k: number,
  y: Int32Array,
  nClasses: number,
  weights?: Float64Array,
): Int32Array {
  const votes = new Float64Array(k * nClasses);
  const overall = new Float64Array(nClasses);
  for (let i = 0; i < y.length; i++) {
    const weight = weights?.[i] ?? 1;
    votes[clusters[i]! * nClasses + y[i]!]! += weight;
    overall[y[i]!]! += weight;
  }
  for (let c = 0; c < k; c++) {
    const own = votes.subarray(c * nClasses, (c + 1) * nClasses);
    if (own.every((vote) => vote === 0)) own.set(overall);
  }
  return argMaxRows(votes, k, nClasses);
}
