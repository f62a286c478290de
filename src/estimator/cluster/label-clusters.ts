import { takeLabels } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { clusterClasses } from './cluster-classes.ts';
import type { Points } from './points.ts';

/** How clusters become classes, known from the samples that count. */
export interface ClusterLabels {
  /** Class ids that have samples, ascending. */
  readonly classes: Int32Array;
  /** Sentences on classes without samples. */
  readonly warnings: readonly string[];
  /** The class of each of k clusters, (k,).
   * @param clusters cluster of each point, (points.X.rows,). */
  of(clusters: Int32Array, k: number): Int32Array;
}

/** @param y classes of all samples, from which the points were prepared. */
export function labelClusters(
  { rows, weights }: Pick<Points, 'rows' | 'weights'>,
  y: Int32Array,
  nClasses: number,
): ClusterLabels {
  const labels = takeLabels(y, rows);
  const { classes } = presentClasses(labels, nClasses);
  return {
    classes,
    warnings: absentClassWarnings(classes, nClasses),
    of: (clusters, k) => clusterClasses(clusters, k, labels, nClasses, weights),
  };
}
