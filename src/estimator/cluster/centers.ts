import { type Matrix, matrix, type Rng, takeRows } from '../../core/index.ts';
import { type Operand, prepare, product, squaredNorms } from '../../linalg/index.ts';

/** Samples made ready for many distances to few centers. */
export interface Points {
  readonly X: Operand;
  /** Squared Euclidean length of every sample, float64, (nSamples,). */
  readonly norms: Float64Array;
}

/** @param X float32, (nSamples, nFeatures), best centred: distances are differences of squared lengths. */
export function preparePoints(X: Matrix): Points {
  return { X: prepare(X), norms: squaredNorms(X) };
}

/** Squared Euclidean distances of all samples to all centers, float32, (nSamples, centers.rows), never below 0. */
export async function squaredDistances({ X, norms }: Points, centers: Matrix): Promise<Matrix> {
  const centerNorms = squaredNorms(centers);
  const D = await product(X, centers);
  for (let i = 0; i < D.rows; i++) {
    for (let c = 0; c < D.cols; c++) {
      const at = i * D.cols + c;
      D.data[at] = Math.max(0, norms[i]! + centerNorms[c]! - 2 * D.data[at]!);
    }
  }
  return D;
}

/** Choose samples as first centers: each next one is the best of a few drawn with a chance in proportion to their
 * squared distance from the centers there are.
 * @returns (k, nFeatures).
 * Cost: O(nSamples · nFeatures · k · log k).
 * Source: Arthur, Vassilvitskii, k-means++: the advantages of careful seeding, SODA (2007), its greedy variant. */
export async function seedCenters(points: Points, k: number, rng: Rng): Promise<Matrix> {
  const X = points.X.matrix;
  const nTrials = 2 + Math.floor(Math.log(k));
  const centers = matrix(k, X.cols);
  let closest = new Float64Array(X.rows).fill(1);
  for (let c = 0; c < k; c++) {
    const drawn = Array.from({ length: c === 0 ? 1 : nTrials }, () => drawInProportion(closest, rng));
    const candidates = takeRows(X, drawn);
    const D = await squaredDistances(points, candidates);
    const { trial, distances } = bestTrial(D, c === 0 ? undefined : closest);
    closest = distances;
    centers.data.set(candidates.data.subarray(trial * X.cols, (trial + 1) * X.cols), c * X.cols);
  }
  return centers;
}

/** The candidate that leaves the least sum of squared distances to the nearest center.
 * @param D (nSamples, nCandidates). @param closest distances to the centers there are; none at first. */
function bestTrial(
  D: Matrix,
  closest: Float64Array | undefined,
): { trial: number; distances: Float64Array<ArrayBuffer> } {
  let best = { trial: 0, distances: new Float64Array(0), sum: Number.POSITIVE_INFINITY };
  for (let trial = 0; trial < D.cols; trial++) {
    const distances = new Float64Array(D.rows);
    let sum = 0;
    for (let i = 0; i < D.rows; i++) {
      const distance = Math.min(D.data[i * D.cols + trial]!, closest?.[i] ?? Number.POSITIVE_INFINITY);
      distances[i] = distance;
      sum += distance;
    }
    if (sum < best.sum) best = { trial, distances, sum };
  }
  return best;
}

/** A position, drawn with a chance in proportion to its weight; any one where all weights are 0. */
function drawInProportion(weights: Float64Array, rng: Rng): number {
  const total = weights.reduce((a, b) => a + b);
  let left = rng.float() * total;
  if (total === 0) return rng.int(weights.length);
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    left -= weights[i]!;
    if (left < 0) break;
  }
  return last;
}
