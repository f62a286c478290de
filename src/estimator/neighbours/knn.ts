import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { nearest } from '../../linalg/index.ts';
import { absentClassWarnings, argMaxRows, presentClasses } from '../labels.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';

const params = z.strictObject({
  k: z.int().min(1).default(5).describe('Number of neighbours'),
  metric: z.enum(['euclidean', 'cosine']).default('euclidean').describe('Distance between samples'),
  weights: z
    .enum(['uniform', 'distance'])
    .default('uniform')
    .describe('All neighbours count the same, or each by the inverse of its distance'),
});

/** Hyper-parameters of knn. */
export type KnnParams = z.infer<typeof params>;

/** The k nearest training samples vote.
 * Source: Cover, Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory 13 (1967). */
export class Knn implements Estimator {
  readonly params: KnnParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  /** Keeps X and y themselves: do not write to them while the model is in use. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedKnn> {
    const nClasses = checkFitInput(X, y, 'knn', options);
    const k = Math.min(this.params.k, X.rows);
    return new FittedKnn({
      ...this.params,
      k,
      X,
      y,
      nClasses,
      warnings: [
        ...absentClassWarnings(presentClasses(y, nClasses).classes, nClasses),
        ...(k < this.params.k
          ? [`Only ${k} neighbours vote instead of ${this.params.k}: there are no more`]
          : []),
      ],
    });
  }
}

interface Fields extends KnnParams {
  /** The training samples, float32, (nTraining, nFeatures), and their classes. */
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly nClasses: number;
  readonly warnings: readonly string[];
}

/** The training samples. Cost of a prediction: O(nTraining · nFeatures). */
export class FittedKnn implements FittedClassifier, Fields {
  readonly k: number;
  readonly metric: KnnParams['metric'];
  readonly weights: KnnParams['weights'];
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];

  constructor(fields: Fields) {
    this.k = fields.k;
    this.metric = fields.metric;
    this.weights = fields.weights;
    this.X = fields.X;
    this.y = fields.y;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.X.cols;
    this.warnings = fields.warnings;
  }

  /** The class with the most votes, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    return argMaxRows(await this.#votes(X), X.rows, this.nClasses);
  }

  /** Shares of the votes. */
  async predictProba(X: Matrix): Promise<Matrix> {
    const votes = await this.#votes(X);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      const row = votes.subarray(i * this.nClasses, (i + 1) * this.nClasses);
      const total = row.reduce((a, b) => a + b);
      for (let c = 0; c < this.nClasses; c++) probabilities.data[i * this.nClasses + c] = row[c]! / total;
    }
    return probabilities;
  }

  toJSON(): FittedJson {
    return {
      type: 'knn',
      k: this.k,
      metric: this.metric,
      weights: this.weights,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      X: toBase64(this.X.data),
      y: toBase64(this.y),
      warnings: this.warnings,
    };
  }

  /** Weight of each class among the neighbours, float64, (X.rows × nClasses). */
  async #votes(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with knn');
    const { k, nClasses } = this;
    const { indices, distances } = await nearest(X, this.X, k, this.metric);
    const votes = new Float64Array(X.rows * nClasses);
    for (let i = 0; i < X.rows; i++) {
      const weights = this.#weigh(distances.subarray(i * k, (i + 1) * k));
      for (let j = 0; j < k; j++) votes[i * nClasses + this.y[indices[i * k + j]!]!]! += weights[j]!;
    }
    return votes;
  }

  /** @param distances of one sample's neighbours, ascending; squared where the metric is euclidean. */
  #weigh(distances: Float32Array): Float64Array {
    if (this.weights === 'uniform') return new Float64Array(distances.length).fill(1);
    // a sample that is among the training samples has the class of its like alone
    if (distances[0] === 0) return Float64Array.from(distances, (distance) => (distance === 0 ? 1 : 0));
    return Float64Array.from(distances, (distance) =>
      this.metric === 'euclidean' ? 1 / Math.sqrt(distance) : 1 / distance,
    );
  }
}

const fittedJson = z
  .object({
    ...params.shape,
    nClasses: z.int(),
    nFeatures: z.int(),
    X: float32s,
    y: int32s,
    warnings: z.array(z.string()),
  })
  .transform(
    ({ nFeatures, ...fields }): Fields => ({
      ...fields,
      X: matrix(fields.y.length, nFeatures, fields.X),
    }),
  );

/** `knn`, for the registry. */
export const knn: EstimatorEntry<KnnParams> = {
  id: 'knn',
  title: 'Nearest neighbours',
  summary: 'The k nearest training samples vote',
  role: 'candidate',
  paper: 'Cover, Hart, Nearest neighbor pattern classification, IEEE Trans. Information Theory 13 (1967)',
  params,
  create: (settings) => new Knn(settings),
  fromJSON: (json) => new FittedKnn(fittedJson.parse(json)),
};
