import type { z } from 'zod';
import { createRng, deriveSeed, type Matrix, matrix } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { mljsKMeans } from '../mljs/k-means.ts';
import { createPause } from '../pause.ts';
import { centred, columnMeans, columnVariances } from '../transform/columns.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { preparePoints, seedCenters } from './centers.ts';
import { clusterClasses } from './cluster-classes.ts';
import { FittedKMeans } from './fitted-k-means.ts';
import { type KMeansParams, kMeansParams } from './k-means-params.ts';
import { type Clustering, lloyd } from './lloyd.ts';
import { clusteringWarnings } from './warnings.ts';

/** k-means clustering, blind to the classes; then every cluster takes the most frequent class of its training samples.
 * Cost: O(nInit · iterations · nSamples · nFeatures · k).
 * Source: Lloyd (1982); started by Arthur, Vassilvitskii, k-means++ (2007). */
export class KMeans implements Estimator {
  readonly params: KMeansParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof kMeansParams> = {}) {
    this.params = kMeansParams.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedKMeans> {
    const nClasses = checkFitInput(X, y, 'k-means', options);
    const pause = createPause(options.signal);
    const { classes } = presentClasses(y, nClasses);
    const asked = this.params.k === 'classes' ? classes.length : this.params.k;
    const k = Math.min(asked, X.rows);
    const means = columnMeans(X);
    const variance = columnVariances(X, means).reduce((a, b) => a + b) / X.cols;
    // distances stay as they are, and lose less to rounding
    const points = preparePoints(centred(X, means));
    let best: Clustering | undefined;
    for (let restart = 0; restart < this.params.nInit; restart++) {
      const rng = createRng(deriveSeed(options.seed ?? 0, 'restart', restart));
      const clustering = await lloyd(points, await seedCenters(points, k, rng), {
        maxIterations: this.params.maxIterations,
        tolerance: this.params.tolerance * variance,
        pause,
      });
      if (best === undefined || clustering.inertia < best.inertia) best = clustering;
    }
    const { centers, clusters, inertia, converged } = best!;
    return new FittedKMeans({
      nClasses,
      centers: matrix(
        k,
        X.cols,
        centers.data.map((value, at) => value + means[at % X.cols]!),
      ),
      clusterClasses: clusterClasses(clusters, k, y, nClasses),
      inertia,
      warnings: [
        ...absentClassWarnings(classes, nClasses),
        ...clusteringWarnings({ k, asked, converged, maxIterations: this.params.maxIterations }),
      ],
    });
  }
}

/** `k-means`, for the registry. */
export const kMeans: EstimatorEntry<KMeansParams> = {
  id: 'k-means',
  title: 'k-means',
  summary:
    'Clusters found without the classes, each then given the most frequent class of its training samples',
  role: 'candidate',
  paper: 'Lloyd, Least squares quantization in PCM, IEEE Transactions on Information Theory 28 (1982)',
  params: kMeansParams,
  create: (settings) => new KMeans(settings),
  fromJSON: (json) => FittedKMeans.fromJSON(json),
  implementations: { mljs: mljsKMeans },
};
