import { type Matrix, matrix } from '../../core/index.ts';
import { type Points, squaredDistances } from './centers.ts';
import { groupSums } from './group-means.ts';

export interface LloydOptions {
  readonly maxIterations: number;
  /** Stop when the squared movements of the centers add up to no more than this. */
  readonly tolerance: number;
  /** Awaited after each iteration. */
  readonly pause: () => Promise<void>;
}

export interface Clustering {
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** Cluster of every sample, int32, (nSamples,). */
  readonly clusters: Int32Array;
  /** Sum of the squared distances of the samples to their centers. */
  readonly inertia: number;
  readonly converged: boolean;
}

/** Move each center to the mean of its samples until nothing changes.
 * Cost: O(nSamples · nFeatures · k) per iteration.
 * Source: Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28 (1982). */
export async function lloyd(points: Points, start: Matrix, options: LloydOptions): Promise<Clustering> {
  let centers = start;
  let assigned = await assign(points, centers);
  let converged = false;
  for (let iteration = 0; !converged && iteration < options.maxIterations; iteration++) {
    const moved = moveCenters(points.X.matrix, centers, assigned);
    const next = await assign(points, moved);
    converged =
      squaredMovement(centers, moved) <= options.tolerance || sameClusters(assigned.clusters, next.clusters);
    centers = moved;
    assigned = next;
    await options.pause();
  }
  return {
    centers,
    clusters: assigned.clusters,
    inertia: inertiaOf(points.X.matrix, centers, assigned.clusters),
    converged,
  };
}

interface Assignment {
  readonly clusters: Int32Array;
  /** Squared distance of every sample to its center, float64, (nSamples,). */
  readonly distances: Float64Array;
}

/** The nearest center of every sample, ties to the lower id. */
async function assign(points: Points, centers: Matrix): Promise<Assignment> {
  const D = await squaredDistances(points, centers);
  const clusters = new Int32Array(D.rows);
  const distances = new Float64Array(D.rows);
  for (let i = 0; i < D.rows; i++) {
    const row = i * D.cols;
    let best = 0;
    for (let c = 1; c < D.cols; c++) if (D.data[row + c]! < D.data[row + best]!) best = c;
    clusters[i] = best;
    distances[i] = D.data[row + best]!;
  }
  return { clusters, distances };
}

/** The means of the clusters; an empty cluster starts anew at the sample that is farthest from its own center, and stays
 * where it is when all samples are at theirs. */
function moveCenters(X: Matrix, centers: Matrix, { clusters, distances }: Assignment): Matrix {
  const groups = clusters.slice();
  const counts = new Int32Array(centers.rows);
  for (let i = 0; i < X.rows; i++) counts[groups[i]!]!++;
  const empty = Array.from(counts.keys()).filter((c) => counts[c] === 0);
  if (empty.length > 0) {
    const farthest = Array.from(distances.keys()).sort((a, b) => distances[b]! - distances[a]!);
    empty.forEach((cluster, rank) => {
      const sample = farthest[rank]!;
      if (distances[sample] === 0) return;
      counts[groups[sample]!]!--;
      counts[cluster] = 1;
      groups[sample] = cluster;
    });
  }
  const sums = groupSums(X, groups, centers.rows);
  const moved = matrix(centers.rows, X.cols);
  for (let at = 0; at < sums.length; at++) {
    const count = counts[Math.floor(at / X.cols)]!;
    moved.data[at] = count === 0 ? centers.data[at]! : sums[at]! / count;
  }
  return moved;
}

/** In float64 and without cancellation, as it decides between restarts and is reported. */
function inertiaOf(X: Matrix, centers: Matrix, clusters: Int32Array): number {
  const { rows, cols, data } = X;
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    const center = clusters[i]! * cols;
    for (let f = 0; f < cols; f++) {
      const difference = data[i * cols + f]! - centers.data[center + f]!;
      sum += difference * difference;
    }
  }
  return sum;
}

function squaredMovement(before: Matrix, after: Matrix): number {
  let sum = 0;
  for (let at = 0; at < before.data.length; at++) sum += (after.data[at]! - before.data[at]!) ** 2;
  return sum;
}

function sameClusters(a: Int32Array, b: Int32Array): boolean {
  return a.every((cluster, i) => cluster === b[i]);
}
