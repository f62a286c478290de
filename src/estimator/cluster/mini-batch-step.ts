import { type Matrix, matrix, type Rng, rowOf } from '../../core/index.ts';
import { nearestSums, squaredDistance } from '../../linalg/index.ts';

/** Centers, and the samples that each is the mean of. */
export interface BatchedCenters {
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** float64, (k,). */
  readonly counts: Float64Array;
}

/** Move every center to the mean of the samples it had in this batch and the ones before.
 * @param batch rows of X. @param origin a point amid the samples, as `nearestSums` wants it.
 * @returns `inertia` is the batch's, before the move.
 * Source: Sculley, Web-scale k-means clustering, WWW (2010). */
export async function miniBatchStep(
  { centers, counts }: BatchedCenters,
  X: Matrix,
  batch: Int32Array,
  origin: Float64Array,
): Promise<BatchedCenters & { readonly inertia: number }> {
  const { rows: k, cols, data } = centers;
  const { counts: added, sums, inertia } = await nearestSums(X, batch, centers, origin);
  const moved = matrix(k, cols, data.slice());
  const total = counts.map((count, c) => count + added[c]!);
  for (let c = 0; c < k; c++) {
    if (added[c] === 0) continue;
    for (let f = 0; f < cols; f++) {
      const at = c * cols + f;
      moved.data[at] = (data[at]! * counts[c]! + sums[at]! + added[c]! * origin[f]!) / total[c]!;
    }
  }
  return { centers: moved, counts: total, inertia };
}

/** Start centers that have few samples anew, each at a sample of the batch.
 * @param batch rows of X. @param ratio of the greatest count, below which a center is such a one. */
export function reassign(
  { centers, counts }: BatchedCenters,
  X: Matrix,
  batch: Int32Array,
  ratio: number,
  rng: Rng,
): BatchedCenters {
  const limit = ratio * counts.reduce((a, b) => Math.max(a, b), 0);
  const few = Array.from(counts.keys())
    .filter((c) => counts[c]! < limit)
    .sort((a, b) => counts[a]! - counts[b]!)
    .slice(0, Math.floor(batch.length / 2));
  if (few.length === 0) return { centers, counts };
  const samples = rng.shuffle(Int32Array.from(batch));
  const { rows, cols } = centers;
  const data = centers.data.slice();
  few.forEach((c, at) => {
    data.set(rowOf(X, samples[at]!), c * cols);
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
