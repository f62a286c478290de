import type { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { centre } from '../../linalg/index.ts';
import { mljsPca } from '../mljs/pca.ts';
import type { Transformer, TransformerEntry } from '../types.ts';
import { checkMatrix } from '../validate.ts';
import { columnMoments } from './columns.ts';
import { FittedPca } from './fitted-pca.ts';
import { checkComponents, keepComponents } from './keep-components.ts';
import { type PcaParams, pcaParams } from './pca-params.ts';
import { chooseSolver, principalAxes } from './principal-axes.ts';

/** Principal component analysis by the eigenvectors of the covariance (nFeatures²) or the Gram matrix (nSamples²), or by
 * random projections of X where few components are asked for. The value of greatest size in each component is positive.
 * Directions without variance are zero components: all of them where the features are constant, or for one sample.
 * Cost: O(nSamples · nFeatures · min) + O(min³), min = min(nSamples, nFeatures); randomised
 * O(nSamples · nFeatures · components), at most 8 MB of X copied.
 * Source: Jolliffe, Principal Component Analysis, 2nd edition, sections 3.5 and 6.1; Halko, Martinsson & Tropp, Finding
 * structure with randomness, SIAM Review 53 (2011). */
export class Pca implements Transformer {
  readonly params: PcaParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof pcaParams> = {}) {
    this.params = pcaParams.parse(settings);
  }

  /** @param X float32, (nSamples, nFeatures), finite, dense: taking the means off would fill the zeros of a sparse one.
   * @throws {RangeError} If X is empty, sparse or not finite, there are fewer samples or features than components, or
   * the randomised solver is asked for a share of the variance. */
  async fit(X: Matrix): Promise<FittedPca> {
    checkMatrix(X, 'fit pca');
    checkComponents(this.params.components, X);
    const moments = columnMoments(X);
    const solver = chooseSolver(this.params, X);
    const found = await principalAxes(centre(X, moments.means), solver, this.params.seed);
    return keepComponents(found, moments, X.rows, this.params);
  }
}

/** `pca`, for the registry. */
export const pca: TransformerEntry<PcaParams> = {
  id: 'pca',
  summary: 'Coordinates along the directions of greatest variance',
  params: pcaParams,
  create: (settings) => new Pca(settings),
  fromJSON: FittedPca.fromJSON,
  implementations: { mljs: mljsPca },
};
