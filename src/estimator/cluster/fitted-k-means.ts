import { z } from 'zod';
import { isSparse, type Matrix, matrix } from '../../core/index.ts';
import { nearestInGroups } from '../../linalg/index.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import { columnMeans } from '../transform/columns.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';

/** What fits such a model. */
export type KMeansId = 'k-means' | 'mini-batch-k-means';

export interface FittedKMeansFields {
  /** Default `k-means`. */
  readonly id?: KMeansId;
  readonly nClasses: number;
  /** float32, (k, nFeatures). */
  readonly centers: Matrix;
  /** Class of each cluster, int32, (k,). */
  readonly clusterClasses: Int32Array;
  /** Weighted sum of the squared distances of the training samples to their centers. */
  readonly inertia: number;
  /** How often the centers were moved; 0 where that is not known. */
  readonly iterations?: number;
  readonly warnings: readonly string[];
}

/** Centers, and the class of each. */
export class FittedKMeans implements FittedClassifier, FittedKMeansFields {
  readonly id: KMeansId;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly centers: Matrix;
  readonly clusterClasses: Int32Array;
  readonly inertia: number;
  readonly iterations: number;
  readonly warnings: readonly string[];

  constructor(fields: FittedKMeansFields) {
    const { id = 'k-means', nClasses, centers, clusterClasses, inertia, iterations = 0, warnings } = fields;
    this.id = id;
    this.nClasses = nClasses;
    this.nFeatures = centers.cols;
    this.centers = centers;
    this.clusterClasses = clusterClasses;
    this.inertia = inertia;
    this.iterations = iterations;
    this.warnings = warnings;
  }

  /** The class of the nearest center. */
  async predict(X: Matrix): Promise<Int32Array> {
    return (await this.predictCluster(X)).map((cluster) => this.clusterClasses[cluster]!);
  }

  /** The nearest center, in float32; ties to the lower id. */
  async predictCluster(X: Matrix): Promise<Int32Array> {
    const check = () => checkApplyInput(X, this.nFeatures, `predict with ${this.id}`);
    if (isSparse(X) || X.cols !== this.nFeatures) check();
    return nearestInGroups(X, this.centers, 1, columnMeans(this.centers), check);
  }

  toJSON(): FittedJson {
    return {
      type: this.id,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      centers: toBase64(this.centers.data),
      clusterClasses: toBase64(this.clusterClasses),
      inertia: this.inertia,
      iterations: this.iterations,
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
    type: z.enum(['k-means', 'mini-batch-k-means']),
    nClasses: z.int(),
    nFeatures: z.int(),
    centers: float32s,
    clusterClasses: int32s,
    inertia: z.number(),
    iterations: z.int(),
    warnings: z.array(z.string()),
  })
  .transform(
    ({ type, nFeatures, ...fields }): FittedKMeansFields => ({
      ...fields,
      id: type,
      centers: matrix(fields.clusterClasses.length, nFeatures, fields.centers),
    }),
  );
