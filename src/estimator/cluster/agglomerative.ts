import type { z } from 'zod';
import { createPause, type Matrix } from '../../core/index.ts';
import { centre } from '../../linalg/index.ts';
import { absentClassWarnings, countClasses, presentClasses } from '../labels.ts';
import { columnMoments } from '../transform/columns.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { type AgglomerativeParams, agglomerativeParams } from './agglomerative-params.ts';
import { clusterClasses } from './cluster-classes.ts';
import { FittedAgglomerative } from './fitted-agglomerative.ts';
import { groupMeans } from './group-means.ts';
import { cutHierarchy, nearestNeighbourChain } from './nearest-neighbour-chain.ts';
import { clusteringWarnings } from './warnings.ts';

/** Samples at most: their distances from each other take 100 MB. */
const MOST_SAMPLES = 5000;

/** Hierarchical clustering, blind to the classes: the nearest clusters are merged until k are left; then each takes the
 * most frequent class of its training samples. A new sample belongs to the cluster with the nearest mean, which may be
 * another than that of an equal training sample. Where there are fewer samples than k, each is a cluster, with a
 * warning. Equal samples are merged first.
 * Cost: O(nSamples² · nFeatures); memory 4 · nSamples² bytes and a copy of X.
 * Source: Ward, Hierarchical grouping to optimize an objective function, Journal of the American Statistical
 * Association 58 (1963); Müllner, Modern hierarchical, agglomerative clustering algorithms, arXiv:1109.2378 (2011). */
export class Agglomerative implements Estimator {
  readonly params: AgglomerativeParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof agglomerativeParams> = {}) {
    this.params = agglomerativeParams.parse(settings);
  }

  /** @throws {RangeError} Also if there are more than 5,000 samples. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedAgglomerative> {
    const nClasses = checkFitInput(X, y, 'agglomerative', options);
    if (X.rows > MOST_SAMPLES) {
      throw new RangeError(
        `Cannot fit agglomerative as it holds the distances between all samples, of which there may be at most ${MOST_SAMPLES}: X has ${X.rows} rows`,
      );
    }
    const pause = createPause(options.signal);
    const { linkage } = this.params;
    const { classes } = presentClasses(y, nClasses);
    const asked = this.params.k === 'classes' ? classes.length : this.params.k;
    const k = Math.min(asked, X.rows);
    const D = await pairDistances(X, linkage === 'average');
    const merges = await nearestNeighbourChain(D, X.rows, linkage, async (count) => {
      options.progress?.(count / (X.rows - 1));
      await pause();
    });
    const clusters = cutHierarchy(merges, X.rows, k);
    return new FittedAgglomerative({
      nClasses,
      centers: groupMeans(X, clusters, countClasses(clusters, k)),
      clusterClasses: clusterClasses(clusters, k, y, nClasses),
      trainingClusters: clusters,
      warnings: [
        ...absentClassWarnings(classes, nClasses),
        ...clusteringWarnings({ k, asked, converged: true, maxIterations: 0, id: 'agglomerative' }),
      ],
    });
  }
}

/** Euclidean distances between all samples, squared unless `isRooted`, float32, (nSamples × nSamples). */
async function pairDistances(X: Matrix, isRooted: boolean): Promise<Float32Array> {
  const n = X.rows;
  const { data } = await centre(X, columnMoments(X).means).gram();
  const squares = Float64Array.from({ length: n }, (_, i) => data[i * n + i]!);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const square = Math.max(0, squares[i]! + squares[j]! - 2 * data[i * n + j]!);
      const distance = isRooted ? Math.sqrt(square) : square;
      data[i * n + j] = distance;
      data[j * n + i] = distance;
    }
  }
  return data;
}

/** `agglomerative`, for the registry. */
export const agglomerative: EstimatorEntry<AgglomerativeParams> = {
  id: 'agglomerative',
  title: 'Agglomerative clustering',
  summary:
    'Clusters merged from the bottom up, blind to the classes, each then given the most frequent class of its training samples; at most 5,000 samples',
  role: 'candidate',
  paper:
    'Ward, Hierarchical grouping to optimize an objective function, Journal of the American Statistical Association 58 (1963)',
  params: agglomerativeParams,
  create: (settings) => new Agglomerative(settings),
  fromJSON: (json) => FittedAgglomerative.fromJSON(json),
};
