import { createPause, deriveSeed, type Matrix, matrixFrom } from '../../core/index.ts';
import { clusterClasses } from '../cluster/cluster-classes.ts';
import { FittedKMeans } from '../cluster/fitted-k-means.ts';
import type { KMeansParams } from '../cluster/k-means-params.ts';
import { clusteringWarnings } from '../cluster/warnings.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { columnMeans, columnVariances } from '../transform/columns.ts';
import type { Estimator, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { toRows } from './reference.ts';

/** k-means by ml-kmeans: the package finds the centers, the model is the same. */
export const mljsKMeans = {
  summary:
    'ml-kmeans leaves an empty cluster where it is and compares every sample with every center in plain arrays',
  create: (params: KMeansParams): Estimator => ({
    fit: (X: Matrix, y, options) => fitPackage(params, X, y, options),
  }),
  fromJSON: FittedKMeans.fromJSON,
};

async function fitPackage(
  params: KMeansParams,
  X: Matrix,
  y: Int32Array,
  options: FitOptions = {},
): Promise<FittedKMeans> {
  const nClasses = checkFitInput(X, y, 'k-means', options);
  const pause = createPause(options.signal);
  const { kmeans } = await import('ml-kmeans');
  const { classes } = presentClasses(y, nClasses);
  const asked = params.k === 'classes' ? classes.length : params.k;
  const k = Math.min(asked, X.rows);
  const variance = columnVariances(X, columnMeans(X)).reduce((a, b) => a + b) / X.cols;
  const rows = toRows(X);
  let best: { inertia: number; result: ReturnType<typeof kmeans> } | undefined;
  for (let restart = 0; restart < params.nInit; restart++) {
    const result = kmeans(rows, k, {
      seed: deriveSeed(options.seed ?? 0, 'restart', restart),
      maxIterations: params.maxIterations,
      tolerance: params.tolerance * variance,
    });
    const { clusters, centroids, distance } = result;
    const inertia = rows.reduce((sum, row, i) => sum + distance(row, centroids[clusters[i]!]!), 0);
    if (best === undefined || inertia < best.inertia) best = { inertia, result };
    await pause();
  }
  const { inertia, result } = best!;
  return new FittedKMeans({
    nClasses,
    centers: matrixFrom(result.centroids),
    clusterClasses: clusterClasses(Int32Array.from(result.clusters), k, y, nClasses),
    inertia,
    warnings: [
      ...absentClassWarnings(classes, nClasses),
      ...clusteringWarnings({ k, asked, converged: result.converged, maxIterations: params.maxIterations }),
    ],
  });
}
