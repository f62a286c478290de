import { type Matrix, rowOf } from '../../core/index.ts';
import { NeighbourSearch, squaredDistance } from '../../linalg/index.ts';
import type { TransferabilityScore } from './types.ts';

/** Share of the samples, those with the greatest ratios, that the fit leaves out. */
const DISCARDED = 0.1;

/** Intrinsic dimension by two nearest neighbours: how many directions the samples spread in around themselves, from the
 * ratio μ of their distances to the second and the first neighbour, of which ln(1 − F(μ)) falls as −dimension · ln μ.
 * Labels play no part; deep layers of well-trained networks have few. Samples that are there twice are left out.
 * Cost: O(nSamples² · nFeatures).
 * Source: Facco, d'Errico, Rodriguez, Laio, Estimating the intrinsic dimension of datasets by a minimal neighborhood
 * information, Scientific Reports 7 (2017); that lower predicts better: Ansuini, Laio, Macke, Zoccolan, Intrinsic
 * dimension of data representations in deep neural networks, NeurIPS (2019). */
export const intrinsicDimension: TransferabilityScore = {
  id: 'intrinsic-dimension',
  title: 'Intrinsic dimension (TwoNN)',
  better: 'lower',
  compute: async ({ X }) => {
    if (X.rows < 3) return Number.NaN;
    const found = await new NeighbourSearch(X, 'euclidean').findIndices(X, 3);
    const logRatios: number[] = [];
    for (let i = 0; i < X.rows; i++) {
      const [first, second] = nearestTwo(X, i, found.subarray(3 * i, 3 * i + 3));
      if (first > 0) logRatios.push(Math.log(second / first) / 2);
    }
    return slopeOf(Float64Array.from(logRatios).sort());
  },
};

/** Squared distances to the two nearest other samples, in float64: float32 ones would be off in the ratio. */
function nearestTwo(X: Matrix, i: number, candidates: Int32Array): readonly [number, number] {
  const squares = Array.from(candidates)
    .filter((j) => j !== i)
    .map((j) => squaredDistance(rowOf(X, i), 0, rowOf(X, j), 0, X.cols))
    .sort((a, b) => a - b);
  return [squares[0]!, squares[1]!];
}

/** Least squares through the origin of −ln(1 − F) on ln μ. @param logRatios ascending. */
function slopeOf(logRatios: Float64Array): number {
  const n = logRatios.length;
  const kept = Math.floor(n * (1 - DISCARDED));
  let products = 0;
  let squares = 0;
  for (let i = 0; i < kept; i++) {
    products += logRatios[i]! * -Math.log(1 - (i + 1) / n);
    squares += logRatios[i]! ** 2;
  }
  return products / squares;
}
