import type { z } from 'zod';
import { createPause, createRng, deriveSeed, type Matrix } from '../../core/index.ts';
import { centre, mixtureSums, prepareMixture } from '../../linalg/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { clusterClasses } from './cluster-classes.ts';
import { FittedGaussianMixture } from './fitted-gaussian-mixture.ts';
import { type Components, countParameters, densitiesOf } from './gaussian-mixture-components.ts';
import { type GaussianMixtureParams, gaussianMixtureParams } from './gaussian-mixture-params.ts';
import { clusterSums, maximise, type Regularised } from './gaussian-mixture-steps.ts';
import { kMeansParams } from './k-means-params.ts';
import { lloyd } from './lloyd.ts';
import { preparePoints } from './points.ts';
import { seedCenters } from './seeding.ts';
import { clusteringWarnings } from './warnings.ts';

/** A mixture of Gaussians, blind to the classes, by expectation and maximisation from the clusters of k-means; then every
 * component takes the most frequent class of the training samples that are likeliest of it. Maximises the likelihood.
 * The default covariance is `diag`: features of a network have more dimensions than a cluster has samples. Every
 * variance is raised by `regCovariance`, so that constant features and clusters of one sample have a density; a
 * covariance matrix that is singular even so, as of fewer samples than features, has its diagonal raised until it is not,
 * with a warning. Where there are fewer samples than components, each is one, with a warning.
 * Cost, per iteration: O(nSamples · nFeatures · k) for diag and spherical, O(nSamples · nFeatures² + nFeatures³) for
 * tied, k times that for full.
 * Source: Dempster, Laird & Rubin, Maximum likelihood from incomplete data via the EM algorithm, Journal of the Royal
 * Statistical Society B 39 (1977). */
export class GaussianMixture implements Estimator {
  readonly params: GaussianMixtureParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof gaussianMixtureParams> = {}) {
    this.params = gaussianMixtureParams.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedGaussianMixture> {
    const nClasses = checkFitInput(X, y, 'gaussian-mixture', options);
    const pause = createPause(options.signal);
    const { nComponents, covariance, nInit, maxIterations } = this.params;
    const { classes } = presentClasses(y, nClasses);
    const asked = nComponents === 'classes' ? classes.length : nComponents;
    const k = Math.min(asked, X.rows);
    const starts = await firstClusters(X, k, nInit, options.seed ?? 0, pause);
    // rounded, so that the samples less the origin are what float32 makes of them
    const origin = starts.mean.map(Math.fround);
    const scatter = covariance === 'tied' ? await centre(X, origin).covariance() : undefined;
    let best: Restart | undefined;
    for (const [restart, clusters] of starts.clusters.entries()) {
      const found = await this.#climb(X, clusters, k, origin, scatter, async (iteration) => {
        options.progress?.((restart + iteration / maxIterations) / nInit);
        await pause();
      });
      if (best === undefined || found.logLikelihood > best.logLikelihood) best = found;
    }
    const { components, converged, iterations, logLikelihood, ridge } = best!;
    const model = new FittedGaussianMixture({
      nClasses,
      ...components,
      means: components.means.map((mean, at) => mean + origin[at % X.cols]!),
      componentClasses: new Int32Array(k),
      logLikelihood,
      ...criteria(logLikelihood, X, countParameters(covariance, k, X.cols)),
      iterations,
      warnings: [
        ...absentClassWarnings(classes, nClasses),
        ...clusteringWarnings({ k, asked, converged, maxIterations, id: 'gaussian-mixture' }),
        ...(ridge > this.params.regCovariance ? [singularWarning(ridge)] : []),
      ],
    });
    const clusters = await model.predictCluster(X);
    return model.withClasses(clusterClasses(clusters, k, y, nClasses));
  }

  /** Expectation and maximisation in turn until the likelihood settles. */
  async #climb(
    X: Matrix,
    clusters: Int32Array,
    k: number,
    origin: Float64Array,
    scatter: Float64Array | undefined,
    after: (iteration: number) => Promise<void>,
  ): Promise<Restart> {
    const { covariance, regCovariance, tolerance, maxIterations } = this.params;
    const fit: Regularised = { covariance, regCovariance, scatter, nSamples: X.rows };
    const centred = new Float64Array(X.cols);
    const first = await clusterSums(X, clusters, k, origin, covariance);
    let step = await maximise(first.sums, first.means, fit);
    let sums = await mixtureSums(X, prepareMixture(origin, densitiesOf(step.components, centred)));
    let converged = false;
    let iterations = 0;
    while (!converged && iterations < maxIterations) {
      const next = await maximise(sums, step.components.means, fit);
      const reached = await mixtureSums(X, prepareMixture(origin, densitiesOf(next.components, centred)));
      iterations++;
      converged = Math.abs(reached.logLikelihood - sums.logLikelihood) / X.rows < tolerance;
      [step, sums] = [next, reached];
      await after(iterations);
    }
    const logLikelihood = sums.logLikelihood / X.rows;
    return { components: step.components, converged, iterations, logLikelihood, ridge: step.ridge };
  }
}

/** The clusters of one k-means for each restart, which go through the data together, and the mean of the samples. A restart
 * starts where `KMeans` does with one restart and the seed of this one. */
async function firstClusters(X: Matrix, k: number, nInit: number, seed: number, pause: () => Promise<void>) {
  const { init, maxIterations, tolerance } = kMeansParams.parse({});
  const points = preparePoints(X);
  const rngs = Array.from({ length: nInit }, (_, restart) => {
    return createRng(deriveSeed(deriveSeed(seed, 'restart', restart), 'restart', 0));
  });
  const centers = await seedCenters(points, k, init, rngs, pause);
  const found = await lloyd(points, centers, {
    maxIterations,
    tolerance: tolerance * points.variance,
    pause,
  });
  return { clusters: found.map(({ clusters }) => clusters), mean: points.mean };
}

interface Restart {
  /** Means relative to the mean of all samples. */
  readonly components: Components;
  readonly converged: boolean;
  readonly iterations: number;
  /** Mean of the samples. */
  readonly logLikelihood: number;
  readonly ridge: number;
}

function criteria(logLikelihood: number, { rows }: Matrix, parameters: number): { bic: number; aic: number } {
  const deviance = -2 * logLikelihood * rows;
  return { bic: deviance + parameters * Math.log(rows), aic: deviance + 2 * parameters };
}

function singularWarning(ridge: number): string {
  return `gaussian-mixture raised the variances of a singular covariance by ${ridge.toExponential(1)}: there are too few samples for as many features, or regCovariance is too small for their size`;
}

/** `gaussian-mixture`, for the registry. */
export const gaussianMixture: EstimatorEntry<GaussianMixtureParams> = {
  id: 'gaussian-mixture',
  title: 'Gaussian mixture',
  summary:
    'Clusters of their own shape, found without the classes, each then given the most frequent class of its training samples',
  role: 'candidate',
  paper:
    'Dempster, Laird & Rubin, Maximum likelihood from incomplete data via the EM algorithm, Journal of the Royal Statistical Society B 39 (1977)',
  params: gaussianMixtureParams,
  create: (settings) => new GaussianMixture(settings),
  fromJSON: (json) => FittedGaussianMixture.fromJSON(json),
};
