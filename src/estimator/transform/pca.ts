import type { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { product, symmetricEigen, transpose } from '../../linalg/index.ts';
import { mljsPca } from '../mljs/pca.ts';
import type { Transformer, TransformerEntry } from '../types.ts';
import { checkMatrix } from '../validate.ts';
import { centred, columnMeans, columnVariances } from './columns.ts';
import { checkComponents, countComponents, FittedPca } from './fitted-pca.ts';
import { type PcaParams, pcaParams } from './pca-params.ts';

/** Principal component analysis by the eigenvectors of the covariance (nFeatures²) or the Gram matrix (nSamples²),
 * whichever is smaller. The value of greatest size in each component is positive. Directions without variance are
 * zero components.
 * Source: Jolliffe, Principal Component Analysis, 2nd edition, sections 3.5 and 6.1. */
export class Pca implements Transformer {
  readonly params: PcaParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof pcaParams> = {}) {
    this.params = pcaParams.parse(settings);
  }

  /** @param X float32, (nSamples, nFeatures), finite.
   * @throws {RangeError} If X is empty or not finite, or there are fewer samples or features than components.
   * Cost: O(nSamples · nFeatures · min) + O(min³), min = min(nSamples, nFeatures). */
  async fit(X: Matrix): Promise<FittedPca> {
    checkMatrix(X, 'fit pca');
    const { components } = this.params;
    checkComponents(components, X);
    const mean = columnMeans(X);
    const variance = columnVariances(X, mean).reduce((total, value) => total + value, 0);
    const { values, vectors } = await principalAxes(centred(X, mean));
    const shares = values.map((value) => (variance === 0 ? 0 : value / (X.rows * variance)));
    const count = countComponents(components, shares);
    const kept = matrix(count, X.cols, vectors.data.slice(0, count * X.cols));
    return new FittedPca(mean, kept, shares.slice(0, count));
  }
}

/** Eigenvalues of XᵀX, descending, never below 0, and their unit eigenvectors as rows.
 * @param X centred. */
async function principalAxes(X: Matrix): Promise<{ values: Float64Array; vectors: Matrix }> {
  const byGram = X.rows < X.cols;
  const S = byGram ? await product(X, X) : await ofColumns(X);
  const { values, vectors } = symmetricEigen(symmetric(S), S.rows);
  const asMatrix = matrix(S.rows, S.rows, Float32Array.from(vectors));
  const axes = byGram ? await product(asMatrix, transpose(X)) : asMatrix;
  const floor = Math.max(values[0]!, 0) * S.rows * 2 ** -23;
  for (let c = 0; c < axes.rows; c++) {
    values[c] = Math.max(values[c]!, 0);
    orient(axes.data.subarray(c * axes.cols, (c + 1) * axes.cols), values[c]! > floor);
  }
  return { values, vectors: axes };
}

/** XᵀX. */
async function ofColumns(X: Matrix): Promise<Matrix> {
  const columns = transpose(X);
  return product(columns, columns);
}

/** The mean of S and its transpose in float64: float32 products round the two halves differently. */
function symmetric({ data, rows: n }: Matrix): Float64Array {
  const result = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) result[i * n + j] = (data[i * n + j]! + data[j * n + i]!) / 2;
  }
  return result;
}

/** Scale to unit length with a positive value of greatest size, or to zero where there is no variance. */
function orient(axis: Float32Array, hasVariance: boolean): void {
  let squares = 0;
  let greatest = 0;
  for (let j = 0; j < axis.length; j++) {
    squares += axis[j]! * axis[j]!;
    if (Math.abs(axis[j]!) > Math.abs(greatest)) greatest = axis[j]!;
  }
  const scale = hasVariance ? Math.sign(greatest) / Math.sqrt(squares) : 0;
  for (let j = 0; j < axis.length; j++) axis[j]! *= scale;
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
