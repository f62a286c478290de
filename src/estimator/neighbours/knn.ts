import type { z } from 'zod';
import { type Features, type Matrix, takeLabels, takeRows } from '../../core/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { FittedKnn, shareSearch } from './fitted-knn.ts';
import { type KnnParams, knnParams } from './knn-params.ts';
import { neighbourhoodOf } from './neighbourhood.ts';

/** The k nearest training samples vote, each with a weight: 1, 1 / distance, or exp(similarity / temperature).
 * Of equally near samples those that stand first are neighbours; where there are fewer samples than k, all of them vote,
 * with a warning. With distance weights the training samples at distance 0 vote alone. By cosine, a sample of zeros is at
 * distance 1 from everything.
 * Cost: of the fit, one pass over X; of a prediction, O(nTraining · nFeatures) a sample.
 * Source: Cover, Hart, Nearest neighbor pattern classification, IEEE Transactions on Information Theory 13 (1967);
 * temperature: Wu et al., Unsupervised feature learning via non-parametric instance discrimination, CVPR (2018). */
export class Knn implements Estimator {
  readonly params: KnnParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof knnParams> = {}) {
    this.params = knnParams.parse(settings);
  }

  /** Keeps X and y themselves: do not write to them while the model is in use. */
  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedKnn> {
    const nClasses = checkFitInput(X, y, 'knn', options);
    const neighbourhood = neighbourhoodOf(new NeighbourSearch(X, this.params.metric));
    return new FittedKnn({ params: this.params, neighbourhood, nFeatures: X.cols, y, nClasses });
  }
}

/** Settings of the same metric share the search among the samples of a part, which are copied while it lasts. */
async function fitGrid(
  features: Features,
  y: Int32Array,
  parts: readonly Int32Array[],
  settings: readonly KnnParams[],
  options: Omit<FitOptions, 'sampleWeight'> = {},
): Promise<FittedClassifier[][]> {
  const nClasses = checkFitInput(features, y, 'knn', options);
  const X = features as Matrix;
  return parts.map((rows) => {
    const models = new Map<KnnParams, FittedKnn>();
    for (const metric of new Set(settings.map((setting) => setting.metric))) {
      const open = () => new NeighbourSearch(takeRows(X, rows), metric);
      const group = settings.filter((setting) => setting.metric === metric);
      const made = shareSearch(open, group, takeLabels(y, rows), nClasses, X.cols);
      group.forEach((setting, i) => {
        models.set(setting, made[i]!);
      });
    }
    return settings.map((setting) => models.get(setting)!);
  });
}

/** `knn`, for the registry. */
export const knn: EstimatorEntry<KnnParams> = {
  id: 'knn',
  title: 'Nearest neighbours',
  summary: 'The k nearest training samples vote',
  role: 'candidate',
  paper: 'Cover, Hart, Nearest neighbor pattern classification, IEEE Trans. Information Theory 13 (1967)',
  params: knnParams,
  create: (settings) => new Knn(settings),
  fitGrid,
  fromJSON: (json) => FittedKnn.fromJSON(json),
};
