import { type Features, toDense } from '../../core/index.ts';
import { createTransforms, fitTransforms, KMeans, type TransformStep } from '../../estimator/index.ts';
import { squaredDistance } from '../../linalg/index.ts';

/** Samples that stand for their cluster. */
const EXEMPLARS = 8;

/** Samples to be clustered. */
export interface ClusterTask {
  readonly type: 'clusters';
  readonly X: Features;
  /** int32, (nSamples,): says how many clusters there are to be, and nothing else. */
  readonly y: Int32Array;
  readonly transform: readonly TransformStep[];
  readonly seed: number;
}

export interface Clustering {
  /** The cluster of each sample, the largest is 0. */
  readonly ofRow: Int32Array;
  /** By cluster, the rows nearest its centre, the nearest first. */
  readonly exemplars: readonly (readonly number[])[];
}

/** Find as many clusters as there are classes by k-means, blind to the classes; empty ones are left out.
 * @throws {InterruptedError} If the signal is raised. */
export async function clusterSamples(
  { X, y, transform, seed }: ClusterTask,
  signal?: AbortSignal,
): Promise<Clustering> {
  const { features } = await fitTransforms(createTransforms(transform), X, signal);
  const seen = toDense(features);
  const fitted = await new KMeans().fit(seen, y, { seed, ...(signal && { signal }) });
  const assigned = await fitted.predictCluster(seen);
  const members = Array.from({ length: fitted.centers.rows }, (): number[] => []);
  for (const [row, cluster] of assigned.entries()) members[cluster]!.push(row);
  const bySize = [...members.entries()]
    .filter(([, rows]) => rows.length > 0)
    .sort(([a, rows], [b, others]) => others.length - rows.length || a - b);
  const numbers = new Map(bySize.map(([cluster], number) => [cluster, number]));
  return {
    ofRow: assigned.map((cluster) => numbers.get(cluster)!),
    exemplars: bySize.map(([cluster, rows]) => {
      const { cols, data } = seen;
      const distanceOf = (row: number) =>
        squaredDistance(data, row * cols, fitted.centers.data, cluster * cols, cols);
      const distances = new Map(rows.map((row) => [row, distanceOf(row)]));
      return rows.toSorted((a, b) => distances.get(a)! - distances.get(b)! || a - b).slice(0, EXEMPLARS);
    }),
  };
}
