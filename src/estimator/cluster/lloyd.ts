import { type Matrix, matrix } from '../../core/index.ts';
import { nearestInGroups, squaredDistance } from '../../linalg/index.ts';
import { ClusterSums } from './cluster-sums.ts';
import type { Points } from './points.ts';

export interface LloydOptions {
  readonly maxIterations: number;
  /** Stop when the squared movements of the centers add up to no more than this. */
  readonly tolerance: number;
  /** Awaited after each iteration. */
  readonly pause: () => Promise<void>;
  /** Told after each iteration how many of the restarts are done. */
  readonly progress?: (share: number) => void;
}

export interface Clustering {
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** Cluster of every sample, int32, (n,). */
  readonly clusters: Int32Array;
  /** Weighted sum of the squared distances of the samples to their centers. */
  readonly inertia: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** From each start, move every center to the mean of its samples until nothing changes. All restarts go through the data
 * together, so that it is read once for all of them.
 * An empty cluster starts anew at the sample that is farthest from its own center, and stays where it is when all samples
 * are at theirs.
 * @param starts (k, nFeatures) each.
 * Cost: O(n · nFeatures · k) per iteration and restart. Bounds on distances (Elkan, Hamerly) would save products that
 * cost less than what is left to do.
 * Source: Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28 (1982). */
export async function lloyd(
  points: Points,
  starts: readonly Matrix[],
  options: LloydOptions,
): Promise<Clustering[]> {
  const restarts = starts.map((centers) => new Restart(points, centers));
  for (let active = restarts; active.length > 0; ) {
    const centers = stack(active.map((restart) => restart.centers));
    const assigned = await nearestInGroups(points.X, centers, active.length, points.mean);
    const count = active.length;
    active = active.filter((restart, r) => restart.advance(assigned, count, r, options));
    options.progress?.(1 - active.length / restarts.length);
    await options.pause();
  }
  return restarts.map(({ centers, sums, iterations, converged }) => ({
    centers,
    clusters: sums.clusters,
    inertia: inertiaFromSums(points, centers, sums),
    iterations,
    converged,
  }));
}

class Restart {
  centers: Matrix;
  readonly sums: ClusterSums;
  iterations = 0;
  converged = false;
  /** The centers stay, but the samples were not yet assigned to them. */
  #isLast = false;
  readonly #points: Points;

  constructor(points: Points, centers: Matrix) {
    this.#points = points;
    this.centers = centers;
    this.sums = new ClusterSums(points, centers.rows);
  }

  /** Take the clusters of the samples and move the centers.
   * @returns whether there is more to do. */
  advance(assigned: Int32Array, stride: number, offset: number, options: LloydOptions): boolean {
    const changes = this.sums.update(assigned, stride, offset);
    if (this.#isLast) return false;
    const before = this.centers;
    this.centers = moveCenters(this.#points, before, this.sums);
    const movement = squaredDistance(before.data, 0, this.centers.data, 0, before.data.length);
    this.iterations++;
    this.converged = changes === 0 || movement <= options.tolerance;
    this.#isLast = this.converged || this.iterations === options.maxIterations;
    // where no center moved, the samples are assigned already
    return movement > 0 || !this.#isLast;
  }
}

/** The means of the clusters; an empty one takes a sample from another. */
function moveCenters(points: Points, before: Matrix, clustering: ClusterSums): Matrix {
  const { sums, weights } = clustering.weights.includes(0) ? refill(points, before, clustering) : clustering;
  const { rows, cols, data } = before;
  const moved = matrix(rows, cols);
  for (let c = 0; c < rows; c++) {
    const weight = weights[c]!;
    for (let at = c * cols; at < (c + 1) * cols; at++)
      moved.data[at] = weight === 0 ? data[at]! : sums[at]! / weight;
  }
  return moved;
}

/** Sums and weights in which each empty cluster has the sample that is farthest from its own center. */
function refill(
  { X, weights: sampleWeights }: Points,
  centers: Matrix,
  clustering: ClusterSums,
): Pick<ClusterSums, 'sums' | 'weights'> {
  const { cols, data } = X;
  const { clusters } = clustering;
  const [sums, weights] = [clustering.sums.slice(), clustering.weights.slice()];
  const distances = Float64Array.from(clusters, (cluster, i) =>
    squaredDistance(data, i * cols, centers.data, cluster * cols, cols),
  );
  const farthest = Int32Array.from(clusters.keys()).sort((a, b) => distances[b]! - distances[a]! || a - b);
  const empty = Array.from(weights.keys()).filter((c) => weights[c] === 0);
  empty.forEach((cluster, rank) => {
    const i = farthest[rank]!;
    const from = clusters[i]!;
    const weight = sampleWeights[i]!;
    if (distances[i] === 0 || weights[from]! <= weight) return;
    weights[from]! -= weight;
    weights[cluster] = weight;
    for (let f = 0; f < cols; f++) {
      sums[from * cols + f]! -= weight * data[i * cols + f]!;
      sums[cluster * cols + f] = weight * data[i * cols + f]!;
    }
  });
  return { sums, weights };
}

/** Weighted sum of the squared distances of the samples to their centers, from the sums of the clusters alone. With m a point
 * amid the samples: Σ w‖x − m‖² − Σ_c (2(c − m)·Σ w(x − m) − W‖c − m‖²). */
export function inertiaFromSums(
  { norms, mean, weights }: Pick<Points, 'norms' | 'mean' | 'weights'>,
  { data, cols }: Matrix,
  clustering: Pick<ClusterSums, 'sums' | 'weights'>,
): number {
  let inertia = 0;
  for (let i = 0; i < norms.length; i++) inertia += weights[i]! * norms[i]!;
  for (let at = 0; at < data.length; at++) {
    const origin = mean[at % cols]!;
    const center = data[at]! - origin;
    const weight = clustering.weights[Math.floor(at / cols)]!;
    inertia -= center * (2 * (clustering.sums[at]! - weight * origin) - weight * center);
  }
  return Math.max(inertia, 0);
}

/** The rows of all matrices, one after the other. */
function stack(matrices: readonly Matrix[]): Matrix {
  const { rows, cols } = matrices[0]!;
  const stacked = matrix(rows * matrices.length, cols);
  matrices.forEach(({ data }, at) => {
    stacked.data.set(data, at * data.length);
  });
  return stacked;
}
