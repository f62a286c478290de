import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { nearest } from '../../linalg/index.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';

export interface FittedAgglomerativeFields {
  readonly nClasses: number;
  /** Means of the clusters, float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** Class of each cluster, int32, (k,). */
  readonly clusterClasses: Int32Array;
  /** Cluster of each training sample, int32, (nSamples,). */
  readonly trainingClusters: Int32Array;
  readonly warnings: readonly string[];
}

/** Clusters, and the class of each. */
export class FittedAgglomerative implements FittedClassifier, FittedAgglomerativeFields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly centers: Matrix;
  readonly clusterClasses: Int32Array;
  readonly trainingClusters: Int32Array;
  readonly warnings: readonly string[];

  constructor(fields: FittedAgglomerativeFields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.centers.cols;
    this.centers = fields.centers;
    this.clusterClasses = fields.clusterClasses;
    this.trainingClusters = fields.trainingClusters;
    this.warnings = fields.warnings;
  }

  /** The class of the cluster with the nearest mean. */
  async predict(X: Matrix): Promise<Int32Array> {
    return (await this.predictCluster(X)).map((cluster) => this.clusterClasses[cluster]!);
  }

  /** The cluster with the nearest mean, ties to the lower id. */
  async predictCluster(X: Matrix): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, 'predict with agglomerative');
    return (await nearest(X, this.centers, 1, 'euclidean')).indices;
  }

  toJSON(): FittedJson {
    return {
      type: 'agglomerative',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      centers: toBase64(this.centers.data),
      clusterClasses: toBase64(this.clusterClasses),
      trainingClusters: toBase64(this.trainingClusters),
      warnings: this.warnings,
    };
  }

  /** @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedAgglomerative {
    return new FittedAgglomerative(fittedJson.parse(json));
  }
}

const fittedJson = z
  .object({
    nClasses: z.int(),
    nFeatures: z.int(),
    centers: float32s,
    clusterClasses: int32s,
    trainingClusters: int32s,
    warnings: z.array(z.string()),
  })
  .transform(
    ({ nFeatures, ...fields }): FittedAgglomerativeFields => ({
      ...fields,
      centers: matrix(fields.clusterClasses.length, nFeatures, fields.centers),
    }),
  );
