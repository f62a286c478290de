import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { nearest } from '../../linalg/index.ts';
import { groupMeans } from '../cluster/group-means.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';

const params = z.strictObject({
  metric: z.enum(['euclidean', 'cosine']).default('euclidean').describe('Distance to the class means'),
});

/** Hyper-parameters of nearest-centroid. */
export type NearestCentroidParams = z.infer<typeof params>;

/** A sample has the class whose mean is nearest.
 * Cost: O(nSamples · nFeatures).
 * Source: Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids, PNAS 99 (2002), unshrunken. */
export class NearestCentroid implements Estimator {
  readonly params: NearestCentroidParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedNearestCentroid> {
    const nClasses = checkFitInput(X, y, 'nearest-centroid', options);
    const { classes, positions, counts } = presentClasses(y, nClasses);
    const centroids = groupMeans(X, positions, counts);
    const { metric } = this.params;
    const warnings = absentClassWarnings(classes, nClasses);
    return new FittedNearestCentroid({ metric, nClasses, classes, centroids, warnings });
  }
}

interface Fields extends NearestCentroidParams {
  readonly nClasses: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** float32, (classes.length, nFeatures). */
  readonly centroids: Matrix;
  readonly warnings: readonly string[];
}

/** The class means. */
export class FittedNearestCentroid implements FittedClassifier, Fields {
  readonly metric: NearestCentroidParams['metric'];
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly centroids: Matrix;
  readonly warnings: readonly string[];

  constructor({ metric, nClasses, classes, centroids, warnings }: Fields) {
    this.metric = metric;
    this.nClasses = nClasses;
    this.nFeatures = centroids.cols;
    this.classes = classes;
    this.centroids = centroids;
    this.warnings = warnings;
  }

  async predict(X: Matrix): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, 'predict with nearest-centroid');
    const { indices } = await nearest(X, this.centroids, 1, this.metric);
    return indices.map((position) => this.classes[position]!);
  }

  toJSON(): FittedJson {
    return {
      type: 'nearest-centroid',
      metric: this.metric,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      centroids: toBase64(this.centroids.data),
      warnings: this.warnings,
    };
  }
}

const fittedJson = z
  .object({
    ...params.shape,
    nClasses: z.int(),
    nFeatures: z.int(),
    classes: int32s,
    centroids: float32s,
    warnings: z.array(z.string()),
  })
  .transform(
    ({ nFeatures, ...fields }): Fields => ({
      ...fields,
      centroids: matrix(fields.classes.length, nFeatures, fields.centroids),
    }),
  );

/** `nearest-centroid`, for the registry. */
export const nearestCentroid: EstimatorEntry<NearestCentroidParams> = {
  id: 'nearest-centroid',
  title: 'Nearest centroid',
  summary: 'The class whose mean is nearest; nothing to tune',
  role: 'candidate',
  paper: 'Tibshirani et al., Diagnosis of multiple cancer types by shrunken centroids, PNAS 99 (2002)',
  params,
  create: (settings) => new NearestCentroid(settings),
  fromJSON: (json) => new FittedNearestCentroid(fittedJson.parse(json)),
};
