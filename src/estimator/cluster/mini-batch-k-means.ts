import type { z } from 'zod';
import { createPause, createRng, deriveSeed, type Matrix, takeLabels } from '../../core/index.ts';
import { nearestInGroups } from '../../linalg/index.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { cumulate, drawFrom } from './draw.ts';
import { FittedKMeans } from './fitted-k-means.ts';
import { checkInitialCenters, type InitialCenters } from './initial-centers.ts';
import { labelClusters } from './label-clusters.ts';
import { type MiniBatchKMeansParams, miniBatchKMeansParams } from './mini-batch-params.ts';
import { bestStart, drawSubset, startAt, subsetSize } from './mini-batch-start.ts';
import { inertiaOf } from './mini-batch-step.ts';
import { runSteps } from './mini-batch-steps.ts';
import { preparePoints } from './points.ts';
import { clusteringWarnings } from './warnings.ts';

const ID = 'mini-batch-k-means';

/** k-means on a batch of samples at a time, drawn with a chance in proportion to their weights; then every cluster takes
 * the most frequent class of its training samples. Minimises what k-means minimises, less exactly and, on many samples,
 * sooner. Degenerate data give what they give with k-means.
 * Cost: O(nFeatures · k) for each sample of each batch, and once for every sample.
 * Source: Sculley, Web-scale k-means clustering, WWW (2010); starts, reassignment and early stop as in scikit-learn. */
export class MiniBatchKMeans implements Estimator {
  readonly takesWeights = true;
  readonly params: MiniBatchKMeansParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof miniBatchKMeansParams> = {}) {
    this.params = miniBatchKMeansParams.parse(settings);
  }

  /** @throws {RangeError} Also if the initial centers have not k rows and the columns of X. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions & InitialCenters = {}): Promise<FittedKMeans> {
    const nClasses = checkFitInput(X, y, ID, options, this);
    const pause = createPause(options.signal);
    const rng = createRng(deriveSeed(options.seed ?? 0, ID));
    const { sampleWeight } = options;
    const all = Int32Array.from({ length: X.rows }, (_, i) => i);
    const rows = sampleWeight === undefined ? all : all.filter((i) => sampleWeight[i]! > 0);
    const weights = Float64Array.from(rows, (i) => sampleWeight?.[i] ?? 1);
    const labels = labelClusters({ rows, weights }, y, nClasses);
    const asked = this.params.k === 'classes' ? labels.classes.length : this.params.k;
    const k = Math.min(asked, rows.length);
    const batchSize = Math.min(this.params.batchSize, rows.length);
    const size = subsetSize(this.params.initSize, batchSize, k);
    const subset = () => drawSubset(X, rows, weights, size, rng);
    const { centers: start, origin } =
      options.initialCenters === undefined
        ? await bestStart(subset, this.params, k, rng, pause)
        : startAt(checkInitialCenters(options.initialCenters, k, X.cols, ID));
    const { maxIterations, maxNoImprovement, tolerance, reassignmentRatio } = this.params;
    const cumulative = cumulate(weights);
    const { centers, steps, stopped } = await runSteps(X, start, {
      draw: () => rows[drawFrom(cumulative, rng)]!,
      nSamples: rows.length,
      batchSize,
      nSteps: Math.floor((maxIterations * rows.length) / batchSize),
      tolerance: tolerance === 0 ? 0 : tolerance * preparePoints(X, sampleWeight).variance,
      patience: maxNoImprovement === 'none' ? Number.POSITIVE_INFINITY : maxNoImprovement,
      reassignmentRatio,
      origin,
      rng,
      pause,
      progress: options.progress,
    });
    const converged = stopped || (maxNoImprovement === 'none' && tolerance === 0);
    const clusters = await nearestInGroups(X, centers, 1, origin);
    return new FittedKMeans({
      id: ID,
      nClasses,
      centers,
      clusterClasses: labels.of(takeLabels(clusters, rows), k),
      inertia: inertiaOf(X, centers, clusters, sampleWeight),
      iterations: steps,
      warnings: [...labels.warnings, ...clusteringWarnings({ id: ID, k, asked, converged, maxIterations })],
    });
  }
}

/** `mini-batch-k-means`, for the registry. */
export const miniBatchKMeans: EstimatorEntry<MiniBatchKMeansParams> = {
  id: ID,
  title: 'Mini-batch k-means',
  summary: 'k-means on a batch of samples at a time: for many samples',
  role: 'candidate',
  paper: 'Sculley, Web-scale k-means clustering, WWW (2010)',
  params: miniBatchKMeansParams,
  create: (settings) => new MiniBatchKMeans(settings),
  fromJSON: (json) => FittedKMeans.fromJSON(json),
};
