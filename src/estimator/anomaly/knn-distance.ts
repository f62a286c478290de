import { z } from 'zod';
import { createPause, type Matrix, matrix } from '../../core/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';
import { float32s, toBase64 } from '../serialize.ts';
import type { Detector, DetectorEntry, FitOptions, FittedDetector, FittedJson } from '../types.ts';
import { checkApplyInput, checkMatrix } from '../validate.ts';

const params = z.strictObject({
  k: z.int().min(1).default(5).describe('Number of neighbours'),
  metric: z
    .enum(['euclidean', 'cosine'])
    .default('euclidean')
    .describe('Distance between samples: euclidean, or 1 − cosine'),
  score: z
    .enum(['kth', 'mean'])
    .default('kth')
    .describe('The distance to the k-th neighbour, or the mean of those to all k'),
});

/** Hyper-parameters of knn-distance. */
export type KnnDistanceParams = z.infer<typeof params>;

/** A sample is as unusual as it is far from its k nearest training samples; where there are fewer, from all of them.
 * Cost: of a score, O(nTraining · nFeatures).
 * Source: Ramaswamy, Rastogi, Shim, Efficient algorithms for mining outliers from large data sets, SIGMOD (2000). */
export class KnnDistance implements Detector {
  readonly params: KnnDistanceParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  /** Keeps X itself: do not write to it while the model is in use. */
  async fit(X: Matrix, options: Pick<FitOptions, 'signal'> = {}): Promise<FittedKnnDistance> {
    checkMatrix(X, 'fit knn-distance');
    createPause(options.signal);
    return new FittedKnnDistance(this.params, X);
  }
}

/** The training samples. */
export class FittedKnnDistance implements FittedDetector {
  readonly params: KnnDistanceParams;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  readonly #search: NeighbourSearch;

  constructor(settings: KnnDistanceParams, X: Matrix) {
    this.params = settings;
    this.nFeatures = X.cols;
    this.#search = new NeighbourSearch(X, settings.metric);
    this.warnings =
      X.rows < settings.k
        ? [`Only ${X.rows} neighbours are looked at instead of ${settings.k}: there are no more`]
        : [];
  }

  async score(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'score with knn-distance');
    const k = Math.min(this.params.k, this.#search.B.rows);
    const { distances } = await this.#search.find(X, k);
    return Float64Array.from({ length: X.rows }, (_, i) =>
      this.#scoreOf(distances.subarray(i * k, (i + 1) * k)),
    );
  }

  /** Scores of the training samples, float64, (nTraining,), each by its neighbours among the others: by `score`, every one
   * of them would be its own nearest. A single sample scores 0. */
  async scoreTraining(): Promise<Float64Array> {
    const { B } = this.#search;
    const k = Math.min(this.params.k, B.rows - 1);
    if (k === 0) return new Float64Array(1);
    const { indices, distances } = await this.#search.find(B, k + 1);
    return Float64Array.from({ length: B.rows }, (_, i) => {
      const found = indices.subarray(i * (k + 1), (i + 1) * (k + 1));
      const self = found.indexOf(i);
      // where so many equal samples stand before it that it is not among the nearest, the last one goes
      const out = self < 0 ? k : self;
      return this.#scoreOf(distances.subarray(i * (k + 1), (i + 1) * (k + 1)).filter((_, r) => r !== out));
    });
  }

  toJSON(): FittedJson {
    const { B } = this.#search;
    return { type: 'knn-distance', params: this.params, nFeatures: B.cols, X: toBase64(B.data) };
  }

  /** @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedKnnDistance {
    const { params: settings, nFeatures, X } = fittedJson.parse(json);
    return new FittedKnnDistance(settings, matrix(X.length / nFeatures, nFeatures, X));
  }

  /** @param found distances to the neighbours, ascending; squared where the metric is euclidean. */
  #scoreOf(found: Float32Array): number {
    const distances =
      this.params.metric === 'euclidean' ? Float64Array.from(found, (squared) => Math.sqrt(squared)) : found;
    if (this.params.score === 'kth') return distances.at(-1)!;
    let sum = 0;
    for (let r = 0; r < distances.length; r++) sum += distances[r]!;
    return sum / distances.length;
  }
}

const fittedJson = z.object({ params, nFeatures: z.int(), X: float32s });

/** `knn-distance`, for the registry. */
export const knnDistance: DetectorEntry<KnnDistanceParams> = {
  id: 'knn-distance',
  title: 'Distance to neighbours',
  summary: 'How far the k nearest training samples are',
  paper:
    'Ramaswamy, Rastogi, Shim, Efficient algorithms for mining outliers from large data sets, SIGMOD (2000)',
  params,
  create: (settings) => new KnnDistance(settings),
  fromJSON: (json) => FittedKnnDistance.fromJSON(json),
};
