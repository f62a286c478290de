import type { Matrix } from '../../core/index.ts';
import { product64, scatter } from '../../linalg/index.ts';

/** Sums over the samples of a space that several scores are made of; everything float64, row-major. */
export interface Moments {
  /** Whether `second` is XᵀX, (nFeatures × nFeatures), or XXᵀ, (nSamples × nSamples): the smaller one. */
  readonly side: 'features' | 'samples';
  /** Rows of `second`. */
  readonly size: number;
  /** Not centred, (size × size). */
  readonly second: Float64Array;
  /** (nFeatures,). */
  readonly mean: Float64Array;
  /** (nClasses × nFeatures). */
  readonly classMeans: Float64Array;
  /** (nClasses,). */
  readonly classSizes: Float64Array;
  /** Squared distance of each sample from the mean, (nSamples,). */
  readonly deviations: Float64Array;
}

/** Compute the moments of labelled samples.
 * @param X float32, (n, d). @param y class ids, all of [0, nClasses).
 * Cost: n · d · min(n, d) operations; beside the result, a float64 copy of at most min(n, d) rows. */
export async function momentsOf(X: Matrix, y: Int32Array, nClasses: number): Promise<Moments> {
  const { rows: n, cols: d } = X;
  const side = d <= n ? 'features' : 'samples';
  const means = meansOf(X, y, nClasses);
  return {
    side,
    size: Math.min(n, d),
    second: side === 'features' ? await secondOfFeatures(X) : await secondOfSamples(X),
    ...means,
    deviations: deviationsOf(X, means.mean),
  };
}

function secondOfFeatures(X: Matrix): Promise<Float64Array> {
  const rows = Int32Array.from({ length: X.rows }, (_, i) => i);
  const means = new Float64Array(X.cols);
  return scatter(X, { rows, starts: Int32Array.of(0, X.rows), means, weights: Float64Array.of(1) });
}

function secondOfSamples({ data, rows, cols }: Matrix): Promise<Float64Array> {
  const copy = { data: Float64Array.from(data), rows, cols };
  return product64(copy, copy);
}

function meansOf({ data, rows: n, cols: d }: Matrix, y: Int32Array, nClasses: number) {
  const mean = new Float64Array(d);
  const classMeans = new Float64Array(nClasses * d);
  const classSizes = new Float64Array(nClasses);
  for (let i = 0; i < n; i++) {
    const at = y[i]! * d;
    classSizes[y[i]!]!++;
    for (let f = 0; f < d; f++) classMeans[at + f]! += data[i * d + f]!;
  }
  for (let c = 0; c < nClasses; c++) {
    for (let f = 0; f < d; f++) {
      mean[f]! += classMeans[c * d + f]! / n;
      classMeans[c * d + f]! /= classSizes[c]!;
    }
  }
  return { mean, classMeans, classSizes };
}

function deviationsOf({ data, rows, cols: d }: Matrix, mean: Float64Array): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0;
    for (let f = 0; f < d; f++) sum += (data[i * d + f]! - mean[f]!) ** 2;
    return sum;
  });
}
