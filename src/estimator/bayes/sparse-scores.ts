import type { SparseMatrix } from '../../core/index.ts';
import { sparseTimes } from '../../linalg/index.ts';
import { binary } from './binary.ts';

/** Linear scores of sparse samples: only their entries are looked at. */
export class SparseScores {
  readonly #constants: Float64Array;
  /** float32, (nFeatures × classes): the weights less each feature's mean, which no class gains by and which would cost
   * digits. */
  readonly #table: Float32Array;

  /** @param weights float64, (constants.length × nFeatures). */
  constructor(constants: Float64Array, weights: Float64Array, nFeatures: number) {
    const k = constants.length;
    this.#constants = constants;
    this.#table = new Float32Array(nFeatures * k);
    for (let f = 0; f < nFeatures; f++) {
      let mean = 0;
      for (let c = 0; c < k; c++) mean += weights[c * nFeatures + f]! / k;
      for (let c = 0; c < k; c++) this.#table[f * k + c] = weights[c * nFeatures + f]! - mean;
    }
  }

  /** constants + X · weightsᵀ, save for what the classes share.
   * @param above where given, a value counts 1 if it is above and 0 if not.
   * @returns float64, (X.rows × classes), of products in float32. */
  of(X: SparseMatrix, above?: number): Float64Array {
    const k = this.#constants.length;
    const counted = above === undefined ? X : { ...X, values: binary(X.values, above) };
    const sums = sparseTimes(counted, this.#table, k);
    const result = new Float64Array(sums.length);
    for (let from = 0; from < sums.length; from += k) {
      for (let c = 0; c < k; c++) result[from + c] = this.#constants[c]! + sums[from + c]!;
    }
    return result;
  }
}
