import type { z } from 'zod';
import { createPause, createRng, deriveSeed, type Matrix } from '../../core/index.ts';
import { mljsKMeans } from '../mljs/k-means.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { FittedKMeans } from './fitted-k-means.ts';
import { checkInitialCenters, type InitialCenters } from './initial-centers.ts';
import { type KMeansParams, kMeansParams } from './k-means-params.ts';
import { labelClusters } from './label-clusters.ts';
import { lloyd } from './lloyd.ts';
import { preparePoints } from './points.ts';
import { seedCenters } from './seeding.ts';
import { clusteringWarnings } from './warnings.ts';

/** k-means clustering, blind to the classes; then every cluster takes the most frequent class of its training samples.
 * Minimises the weighted sum of the squared distances of the samples to their nearest center, and keeps the best of
 * `nInit` restarts. Where there are fewer samples than k, each is a center, with a warning; where samples are equal, some
 * clusters may stay empty.
 * Cost: O(nInit · iterations · nSamples · nFeatures · k); memory: little beyond X.
 * Source: Lloyd (1982); started by Arthur, Vassilvitskii, k-means++ (2007). */
export class KMeans implements Estimator {
  readonly takesWeights = true;
  readonly params: KMeansParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof kMeansParams> = {}) {
    this.params = kMeansParams.parse(settings);
  }

  /** @throws {RangeError} Also if the initial centers have not k rows and the columns of X. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions & InitialCenters = {}): Promise<FittedKMeans> {
    const nClasses = checkFitInput(X, y, 'k-means', options, this);
    const pause = createPause(options.signal);
    const { init, nInit, maxIterations, tolerance } = this.params;
    const points = preparePoints(X, options.sampleWeight);
    const labels = labelClusters(points, y, nClasses);
    const asked = this.params.k === 'classes' ? labels.classes.length : this.params.k;
    const k = Math.min(asked, points.X.rows);
    const rngs = Array.from({ length: nInit }, (_, restart) =>
      createRng(deriveSeed(options.seed ?? 0, 'restart', restart)),
    );
    const starts =
      options.initialCenters === undefined
        ? await seedCenters(points, k, init, rngs, pause)
        : [checkInitialCenters(options.initialCenters, k, X.cols, 'k-means')];
    const clusterings = await lloyd(points, starts, {
      maxIterations,
      tolerance: tolerance * points.variance,
      pause,
      ...(options.progress && { progress: options.progress }),
    });
    const best = clusterings.reduce((a, b) => (b.inertia < a.inertia ? b : a));
    return new FittedKMeans({
      nClasses,
      centers: best.centers,
      clusterClasses: labels.of(best.clusters, k),
      inertia: best.inertia,
      iterations: best.iterations,
      warnings: [
        ...labels.warnings,
        ...clusteringWarnings({ k, asked, converged: best.converged, maxIterations }),
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
