import type { SparseMatrix } from '../../core/index.ts';
import { binary } from './binary.ts';

/** Classes whose sums are held in registers at a time. */
const LANES = 4;

/** Linear scores of sparse samples: only their entries are looked at. */
export class SparseScores {
  readonly #constants: Float64Array;
  /** The weights of four classes at a time, those of one feature side by side, (blocks × nFeatures × 4). In float32, as
   * then more of it stays in the cache, less each feature's mean, which no class gains by and which would cost digits. */
  readonly #table: Float32Array;

  /** @param weights float64, (constants.length × nFeatures). */
  constructor(constants: Float64Array, weights: Float64Array, nFeatures: number) {
    const k = constants.length;
    this.#constants = constants;
    this.#table = new Float32Array(Math.ceil(k / LANES) * nFeatures * LANES);
    const means = new Float64Array(nFeatures);
    for (let c = 0; c < k; c++) {
      for (let f = 0; f < nFeatures; f++) means[f]! += weights[c * nFeatures + f]!;
    }
    for (let f = 0; f < nFeatures; f++) means[f]! /= k;
    for (let c = 0; c < k; c += LANES) {
      const table = this.#table.subarray(c * nFeatures, (c + LANES) * nFeatures);
      // past the end the last class stands in, unread
      const row = (lane: number) => Math.min(c + lane, k - 1) * nFeatures;
      fillTable(table, weights, means, row(0), row(1), row(2), row(3));
    }
  }

  /** constants + X · weightsᵀ, save for what the classes share.
   * @param above where given, a value counts 1 if it is above and 0 if not.
   * @returns float64, (X.rows × classes), summed in float64. */
  of(X: SparseMatrix, above?: number): Float64Array {
    const k = this.#constants.length;
    const values = above === undefined ? X.values : binary(X.values, above);
    const result = new Float64Array(X.rows * k);
    const sums = new Float64Array(LANES);
    for (let c = 0; c < k; c += LANES) {
      const table = this.#table.subarray(c * X.cols, (c + LANES) * X.cols);
      const lanes = Math.min(LANES, k - c);
      for (let i = 0; i < X.rows; i++) {
        addRow(X.indices, values, X.indptr[i]!, X.indptr[i + 1]!, table, sums);
        for (let lane = 0; lane < lanes; lane++) {
          result[i * k + c + lane] = this.#constants[c + lane]! + sums[lane]!;
        }
      }
    }
    return result;
  }
}

/** Put the weights of four classes side by side, less the features' means. */
function fillTable(
  table: Float32Array,
  weights: Float64Array,
  means: Float64Array,
  a: number,
  b: number,
  c: number,
  e: number,
): void {
  for (let f = 0; f < means.length; f++) {
    const mean = means[f]!;
    table[f * LANES] = weights[a + f]! - mean;
    table[f * LANES + 1] = weights[b + f]! - mean;
    table[f * LANES + 2] = weights[c + f]! - mean;
    table[f * LANES + 3] = weights[e + f]! - mean;
  }
}

/** The dot products of one sparse row with the four columns of a table. */
function addRow(
  indices: Int32Array,
  values: Float32Array,
  from: number,
  to: number,
  table: Float32Array,
  sums: Float64Array,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let at = from; at < to; at++) {
    const value = values[at]!;
    const entry = indices[at]! * LANES;
    s0 += value * table[entry]!;
    s1 += value * table[entry + 1]!;
    s2 += value * table[entry + 2]!;
    s3 += value * table[entry + 3]!;
  }
  sums[0] = s0;
  sums[1] = s1;
  sums[2] = s2;
  sums[3] = s3;
}
