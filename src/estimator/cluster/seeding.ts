import { type Matrix, matrix, type Rng, takeRows } from '../../core/index.ts';
import { product } from '../../linalg/index.ts';
import { cumulate, drawDistinct, drawFrom } from './draw.ts';
import type { Points } from './points.ts';

/** How the first centers are chosen. */
export type Seeding = 'k-means++' | 'random';

/** Choose the first centers of several restarts, which go through the data together.
 * @param rngs one for each restart.
 * @returns k samples for each, (k, nFeatures). */
export async function seedCenters(
  points: Points,
  k: number,
  seeding: Seeding,
  rngs: readonly Rng[],
  pause: () => Promise<void>,
): Promise<Matrix[]> {
  const chosen =
    seeding === 'random'
      ? rngs.map((rng) => drawDistinct(points.weights, k, rng))
      : await drawSpread(points, k, rngs, pause);
  return chosen.map((rows) => takeRows(points.X, rows));
}

/** Each next center is the best of a few samples drawn with a chance in proportion to their weighted squared distance from
 * the centers there are.
 * Cost: O(n · nFeatures · k · log k) for each restart.
 * Source: Arthur, Vassilvitskii, k-means++: the advantages of careful seeding, SODA (2007), its greedy variant. */
async function drawSpread(
  points: Points,
  k: number,
  rngs: readonly Rng[],
  pause: () => Promise<void>,
): Promise<Int32Array[]> {
  const n = points.X.rows;
  const nTrials = 2 + Math.floor(Math.log(k));
  const closest = rngs.map(() => new Float64Array(n).fill(Number.POSITIVE_INFINITY));
  const chosen = rngs.map(() => new Int32Array(k));
  for (let c = 0; c < k; c++) {
    const drawn = rngs.map((rng, r) => {
      const cumulative = cumulate(points.weights, c === 0 ? undefined : closest[r]!);
      return Array.from({ length: c === 0 ? 1 : nTrials }, () => drawFrom(cumulative, rng));
    });
    const D = await squaredDistances(points, drawn.flat());
    for (let r = 0; r < rngs.length; r++) {
      const trials = drawn[r]!;
      const offset = r * trials.length;
      const best = bestTrial(D, offset, trials.length, closest[r]!, points.weights);
      chosen[r]![c] = trials[best]!;
      for (let i = 0; i < n; i++)
        closest[r]![i] = Math.min(closest[r]![i]!, D.data[i * D.cols + offset + best]!);
    }
    await pause();
  }
  return chosen;
}

/** Squared distances of all samples to some of them, float32, (n, rows.length), never below 0. */
async function squaredDistances({ X, mean, norms }: Points, rows: readonly number[]): Promise<Matrix> {
  const centers = matrix(rows.length, X.cols);
  const shift = new Float64Array(rows.length);
  rows.forEach((row, c) => {
    for (let f = 0; f < X.cols; f++) {
      const value = Math.fround(X.data[row * X.cols + f]! - mean[f]!);
      centers.data[c * X.cols + f] = value;
      shift[c]! += value * (value + 2 * mean[f]!);
    }
  });
  // with m the mean: ‖x − c‖² = ‖x − m‖² + ‖c − m‖² − 2(x − m)·(c − m)
  const D = await product(X, centers);
  for (let i = 0; i < D.rows; i++) {
    for (let c = 0; c < D.cols; c++) {
      const at = i * D.cols + c;
      D.data[at] = Math.max(0, norms[i]! + shift[c]! - 2 * D.data[at]!);
    }
  }
  return D;
}

/** The candidate that leaves the least weighted sum of squared distances to the nearest center.
 * @param D distances to the candidates in the columns from `offset` on. @param closest those to the centers there are. */
function bestTrial(
  D: Matrix,
  offset: number,
  nTrials: number,
  closest: Float64Array,
  weights: Float64Array,
): number {
  const left = new Float64Array(nTrials);
  for (let i = 0; i < D.rows; i++) {
    const at = i * D.cols + offset;
    for (let t = 0; t < nTrials; t++) left[t]! += weights[i]! * Math.min(D.data[at + t]!, closest[i]!);
  }
  return left.indexOf(left.reduce((a, b) => Math.min(a, b)));
}
