import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { nearest } from '../../linalg/index.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';

export interface FittedKMeansFields {
  readonly nClasses: number;
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** Class of each cluster, int32, (k,). */
  readonly clusterClasses: Int32Array;
  /** Sum of the squared distances of the training samples to their centers. */
  readonly inertia: number;
  readonly warnings: readonly string[];
}

/** Centers, and the class of each. */
export class FittedKMeans implements FittedClassifier, FittedKMeansFields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly centers: Matrix;
  readonly clusterClasses: Int32Array;
  readonly inertia: number;
  readonly warnings: readonly string[];

  constructor({ nClasses, centers, clusterClasses, inertia, warnings }: FittedKMeansFields) {
    this.nClasses = nClasses;
    this.nFeatures = centers.cols;
    this.centers = centers;
    this.clusterClasses = clusterClasses;
    this.inertia = inertia;
    this.warnings = warnings;
  }

  /** The class of the nearest center. */
  async predict(X: Matrix): Promise<Int32Array> {
    return (await this.predictCluster(X)).map((cluster) => this.clusterClasses[cluster]!);
  }

  /** The nearest center, ties to the lower id. */
  async predictCluster(X: Matrix): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, 'predict with k-means');
    return (await nearest(X, this.centers, 1, 'euclidean')).indices;
  }

  toJSON(): FittedJson {
    return {
      type: 'k-means',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      centers: toBase64(this.centers.data),
      clusterClasses: toBase64(this.clusterClasses),
      inertia: this.inertia,
      warnings: this.warnings,
    };
  }

  /** @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedKMeans {
    return new FittedKMeans(fittedJson.parse(json));
  }
}

const fittedJson = z
  .object({
    nClasses: z.int(),
    nFeatures: z.int(),
    centers: float32s,
    clusterClasses: int32s,
    inertia: z.number(),
    warnings: z.array(z.string()),
  })
  .transform(
    ({ nFeatures, ...fields }): FittedKMeansFields => ({
      ...fields,
      centers: matrix(fields.clusterClasses.length, nFeatures, fields.centers),
    }),
  );
