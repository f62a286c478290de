import { type Matrix, matrix, type Rng } from '../../core/index.ts';
import { nearestInGroups, squaredDistance } from '../../linalg/index.ts';
import { ClusterSums } from './cluster-sums.ts';
import { inertiaFromSums } from './lloyd.ts';
import { squaredDistancesTo } from './points.ts';

/** Centers, and the samples that each is the mean of. */
export interface BatchedCenters {
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** float64, (k,). */
  readonly counts: Float64Array;
}

/** Move every center to the mean of the samples it had in this batch and the ones before.
 * @param origin a point amid the samples, as `nearestInGroups` wants it.
 * @param norms squared distance of each sample of the batch to the origin, where it is known, float64, (batch.rows,).
 * @returns `inertia` is the batch's, before the move.
 * Source: Sculley, Web-scale k-means clustering, WWW (2010). */
export async function miniBatchStep(
  { centers, counts }: BatchedCenters,
  batch: Matrix,
  origin: Float64Array,
  norms: Float64Array = squaredDistancesTo(batch, origin),
): Promise<BatchedCenters & { readonly inertia: number }> {
  const { rows: k, cols, data } = centers;
  const clusters = await nearestInGroups(batch, centers, 1, origin);
  const weights = new Float64Array(batch.rows).fill(1);
  const added = new ClusterSums({ X: batch, weights }, k);
  added.update(clusters, 1, 0);
  const moved = matrix(k, cols, data.slice());
  const total = counts.map((count, c) => count + added.weights[c]!);
  for (let c = 0; c < k; c++) {
    if (added.weights[c] === 0) continue;
    for (let at = c * cols; at < (c + 1) * cols; at++) {
      moved.data[at] = (data[at]! * counts[c]! + added.sums[at]!) / total[c]!;
    }
  }
  const inertia = inertiaFromSums({ norms, mean: origin, weights }, centers, added);
  return { centers: moved, counts: total, inertia };
}

/** Start centers that have few samples anew, each at a sample of the batch.
 * @param ratio of the greatest count, below which a center is such a one. */
export function reassign(
  { centers, counts }: BatchedCenters,
  batch: Matrix,
  ratio: number,
  rng: Rng,
): BatchedCenters {
  const limit = ratio * counts.reduce((a, b) => Math.max(a, b), 0);
  const few = Array.from(counts.keys())
    .filter((c) => counts[c]! < limit)
    .sort((a, b) => counts[a]! - counts[b]!)
    .slice(0, Math.floor(batch.rows / 2));
  if (few.length === 0) return { centers, counts };
  const samples = rng.shuffle(Array.from({ length: batch.rows }, (_, i) => i));
  const { rows, cols } = centers;
  const data = centers.data.slice();
  few.forEach((c, at) => {
    const from = samples[at]! * cols;
    data.set(batch.data.subarray(from, from + cols), c * cols);
  });
  // not so small that they would start anew at once
  const least = counts.reduce((a, count, c) => (few.includes(c) ? a : Math.min(a, count)), Infinity);
  return {
    centers: matrix(rows, cols, data),
    counts: counts.map((count, c) => (few.includes(c) ? least : count)),
  };
}

/** Weighted sum of the squared distances of all samples to their centers, in float64.
 * @param weights default all 1. */
export function inertiaOf(
  { rows, cols, data }: Matrix,
  centers: Matrix,
  clusters: Int32Array,
  weights?: Float64Array,
): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const distance = squaredDistance(data, i * cols, centers.data, clusters[i]! * cols, cols);
    sum += (weights?.[i] ?? 1) * distance;
  }
  return sum;
}
