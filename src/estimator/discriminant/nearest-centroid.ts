import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { absentClassWarnings } from '../labels.ts';
import { float64s, int32s } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { classMedians } from './class-medians.ts';
import { type ClassMoments, classMoments } from './class-moments.ts';
import { classRows } from './class-rows.ts';
import { areEqual, FittedNearestCentroid } from './fitted-nearest-centroid.ts';
import { priorsOf, priorsParam } from './priors.ts';
import { shrinkCentroids } from './shrink-centroids.ts';

const params = z.strictObject({
  metric: z
    .enum(['euclidean', 'manhattan', 'cosine'])
    .default('euclidean')
    .describe('Distance to the centroids: the class means, or the medians of each feature for manhattan'),
  shrinkThreshold: z
    .number()
    .nonnegative()
    .default(0)
    .describe(
      'By how many standard errors the centroids are moved towards the mean of all samples: features that are no further off stop counting; 0 leaves them',
    ),
  priors: priorsParam
    .unwrap()
    .default('uniform')
    .describe(
      'Class probabilities before any feature is seen: uniform, empirical (the training shares), or a list with one number per class, in their order; where they differ, features are measured in their standard deviations within the classes',
    ),
});

/** Hyper-parameters of nearest-centroid. */
export type NearestCentroidParams = z.infer<typeof params>;

/** A sample has the class whose centroid is nearest; with priors that differ, the class of the greatest discriminant score
 * 2 log prior − ‖(x − centroid) / s‖², s the standard deviations within the classes (1 where a feature has none).
 * A class of one sample has it for its centroid. Ties go to the lower class id.
 * Cost: O(nSamples · nFeatures), in one pass; medians take log nSamples times that.
 * Source: Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids, PNAS 99 (2002). */
export class NearestCentroid implements Estimator {
  readonly params: NearestCentroidParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  /** @throws {RangeError} If, beside what every fit asks, priors differ and the metric is cosine. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedNearestCentroid> {
    const nClasses = checkFitInput(X, y, 'nearest-centroid', options);
    const { metric, shrinkThreshold } = this.params;
    const groups = classRows(y, nClasses);
    const { classes, totals } = groups;
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'nearest-centroid');
    const isWeighed = !areEqual(priors);
    if (isWeighed && metric === 'cosine') {
      throw new RangeError(
        'Cannot fit nearest-centroid by cosine with priors that differ as angles have no probabilities: set priors to uniform',
      );
    }
    const moments = classMoments(X, groups);
    const centres = metric === 'manhattan' ? classMedians(X, groups) : moments.means;
    const deviations = deviationsFrom(centres, moments, totals);
    const centroids =
      shrinkThreshold === 0
        ? centres
        : shrinkCentroids(centres, moments.means, deviations, totals, shrinkThreshold);
    return new FittedNearestCentroid({
      metric,
      nClasses,
      nFeatures: X.cols,
      classes,
      centroids,
      scales: deviations.map((deviation) => (isWeighed && deviation > 0 ? deviation : 1)),
      priors,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

/** The standard deviation within the classes, about their centroids, float64, (nFeatures,); 0 where each class has one
 * sample. */
function deviationsFrom(
  centroids: Float64Array,
  { means, variances }: ClassMoments,
  totals: Float64Array,
): Float64Array {
  const d = means.length / totals.length;
  const squares = new Float64Array(d);
  for (let at = 0; at < means.length; at++) {
    const off = means[at]! - centroids[at]!;
    squares[at % d]! += totals[Math.floor(at / d)]! * (variances[at]! + off * off);
  }
  const freedom = totals.reduce((a, b) => a + b) - totals.length;
  return squares.map((sum) => (freedom === 0 ? 0 : Math.sqrt(sum / freedom)));
}

const fittedJson = z.object({
  metric: params.shape.metric,
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  centroids: float64s,
  scales: float64s,
  priors: float64s,
  warnings: z.array(z.string()),
});

/** `nearest-centroid`, for the registry. */
export const nearestCentroid: EstimatorEntry<NearestCentroidParams> = {
  id: 'nearest-centroid',
  title: 'Nearest centroid',
  summary: 'The class whose mean, shrunk or not, is nearest',
  role: 'candidate',
  paper: 'Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids, PNAS 99 (2002)',
  params,
  create: (settings) => new NearestCentroid(settings),
  fromJSON: (json) => new FittedNearestCentroid(fittedJson.parse(json)),
};
