import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';
import { absentClassWarnings, argMaxRows, presentClasses } from '../labels.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { type KnnParams, knnParams } from './knn-params.ts';
import { type Neighbourhood, neighbourhoodOf, sharedNeighbourhood } from './neighbourhood.ts';
import { neighbourWeights } from './weights.ts';

/** What of the hyper-parameters the neighbours themselves do not depend on. */
export type KnnVotes = Pick<KnnParams, 'k' | 'weights' | 'temperature'>;

interface Fields {
  /** k as it was asked for. */
  readonly params: KnnParams;
  readonly neighbourhood: Neighbourhood;
  readonly nFeatures: number;
  /** Classes of the training samples. */
  readonly y: Int32Array;
  readonly nClasses: number;
}

/** The training samples. Cost of a prediction: O(nTraining · nFeatures) a sample. */
export class FittedKnn implements FittedClassifier {
  readonly params: KnnParams;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
  /** Neighbours that vote: all training samples where there are fewer than asked for. */
  readonly k: number;
  readonly #y: Int32Array;
  readonly #neighbourhood: Neighbourhood;

  constructor({ params, neighbourhood, nFeatures, y, nClasses }: Fields) {
    this.params = params;
    this.nClasses = nClasses;
    this.nFeatures = nFeatures;
    this.k = Math.min(params.k, y.length);
    this.#y = y;
    this.#neighbourhood = neighbourhood;
    this.warnings = [
      ...absentClassWarnings(presentClasses(y, nClasses).classes, nClasses),
      ...(this.k < params.k
        ? [`Only ${this.k} neighbours vote instead of ${params.k}: there are no more`]
        : []),
    ];
  }

  /** The class with the most votes, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    const predicted = new Int32Array(X.rows);
    await this.#vote(X, (i, votes) => {
      predicted[i] = argMaxRows(votes, 1, votes.length)[0]!;
    });
    return predicted;
  }

  /** Shares of the votes. */
  async predictProba(X: Matrix): Promise<Matrix> {
    const shares = matrix(X.rows, this.nClasses);
    await this.#vote(X, (i, votes) => {
      const total = votes.reduce((a, b) => a + b);
      for (let c = 0; c < votes.length; c++) shares.data[i * votes.length + c] = votes[c]! / total;
    });
    return shares;
  }

  /** Models of the same training samples whose neighbours vote otherwise. They share one search: for each matrix they are
   * asked about, the neighbours are found once, so do not write to it in between.
   * @example const models = model.vary([1, 5, 20].map((k) => ({ k }))) */
  vary(votes: readonly Partial<KnnVotes>[]): FittedKnn[] {
    const settings = votes.map((vote) => knnParams.parse({ ...this.params, ...vote }));
    return shareSearch(this.#neighbourhood.open, settings, this.#y, this.nClasses, this.nFeatures);
  }

  toJSON(): FittedJson {
    return {
      type: 'knn',
      params: this.params,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      X: toBase64(this.#neighbourhood.open().B.data),
      y: toBase64(this.#y),
    };
  }

  /** @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedKnn {
    const { params, nClasses, nFeatures, X, y } = fittedJson.parse(json);
    const search = new NeighbourSearch(matrix(y.length, nFeatures, X), params.metric);
    return new FittedKnn({ params, neighbourhood: neighbourhoodOf(search), nFeatures, y, nClasses });
  }

  /** Call `use` with the weight of each class among the neighbours of each row; the array is used again. */
  async #vote(X: Matrix, use: (i: number, votes: Float64Array) => void): Promise<void> {
    checkApplyInput(X, this.nFeatures, 'predict with knn');
    const { k, params } = this;
    const weighs = params.weights !== 'uniform';
    const { stride, indices, distances } = await this.#neighbourhood.find(X, k, weighs);
    const weights = new Float64Array(k).fill(1);
    const votes = new Float64Array(this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      const at = i * stride;
      if (weighs) neighbourWeights(distances!.subarray(at, at + k), params, weights);
      votes.fill(0);
      for (let r = 0; r < k; r++) votes[this.#y[indices[at + r]!]!]! += weights[r]!;
      use(i, votes);
    }
  }
}

/** Models of one training set by the same metric, which share one search.
 * @param open gives the search: called for each matrix that the models are asked about. */
export function shareSearch(
  open: () => NeighbourSearch,
  settings: readonly KnnParams[],
  y: Int32Array,
  nClasses: number,
  nFeatures: number,
): FittedKnn[] {
  const greatestK = Math.min(Math.max(...settings.map(({ k }) => k)), y.length);
  const withDistances = settings.some(({ weights }) => weights !== 'uniform');
  const neighbourhood = sharedNeighbourhood(open, greatestK, withDistances);
  return settings.map((params) => new FittedKnn({ params, neighbourhood, nFeatures, y, nClasses }));
}

const fittedJson = z.object({
  params: knnParams,
  nClasses: z.int(),
  nFeatures: z.int(),
  X: float32s,
  y: int32s,
});
