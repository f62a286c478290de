import { createRng } from '../../core/index.ts';
import type { MarginOptions, MarginProblem, MarginSolution } from './margin-problem.ts';
import type { SampleRows } from './sample-rows.ts';

/** Samples between two pauses. */
const BETWEEN_PAUSES = 256;
/** The violations of a pass below which the duality gap is looked at, first and then again and again. */
const FIRST_VIOLATION = 0.1;
const NEXT_VIOLATION = 0.3;
const LEAST_VIOLATION = 1e-9;

/** Minimise ½‖w‖² + Σ cost · max(0, 1 − s·(x·w)) in the dual, max Σα − ½‖Σ α·s·x‖² within 0 <= α <= cost, by coordinate
 * descent in random order; samples that sit firmly at a bound are passed over until the others have converged.
 * Cost: O(entries of X) per pass at most.
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan, A dual coordinate descent method for large-scale linear SVM, ICML
 * (2008), algorithm 3. */
export async function descendHinge(
  X: SampleRows,
  problem: MarginProblem,
  seed: number,
  { tolerance, maxIterations, pause }: MarginOptions,
): Promise<MarginSolution> {
  const rng = createRng(seed);
  const { signs, costs } = problem;
  const w = new Float64Array(X.cols);
  const alpha = new Float64Array(X.rows);
  const curvature = Float64Array.from(alpha, (_, i) => X.squaredNorm(i));
  const everyone = Int32Array.from(alpha.keys()).filter((i) => costs[i]! > 0);
  let order = everyone.slice();
  let [highest, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let enough = FIRST_VIOLATION;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    rng.shuffle(order);
    let [most, least] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    let kept = 0;
    for (let at = 0; at < order.length; at++) {
      if (at % BETWEEN_PAUSES === 0) await pause();
      const i = order[at]!;
      const before = alpha[i]!;
      const slope = signs[i]! * X.dot(i, w, 0) - 1;
      if ((before === 0 && slope > highest) || (before === costs[i]! && slope < lowest)) continue;
      order[kept++] = i;
      const violation = projected(slope, before, costs[i]!);
      if (violation > most) most = violation;
      if (violation < least) least = violation;
      if (violation === 0) continue;
      const after = curvature[i]! > 0 ? clip(before - slope / curvature[i]!, costs[i]!) : costs[i]!;
      alpha[i] = after;
      X.add(i, signs[i]! * (after - before), w, 0);
    }
    const isQuiet = most - least <= enough || kept === 0;
    if (isQuiet && kept === everyone.length) {
      if (gap(X, problem, alpha, w) <= tolerance || enough < LEAST_VIOLATION) return { w, converged: true };
      enough *= NEXT_VIOLATION;
    }
    if (isQuiet) {
      order = everyone.slice();
      [highest, lowest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    } else {
      order = order.subarray(0, kept);
      highest = most > 0 ? most : Number.POSITIVE_INFINITY;
      lowest = least < 0 ? least : Number.NEGATIVE_INFINITY;
    }
  }
  return { w, converged: gap(X, problem, alpha, w) <= tolerance };
}

/** The slope of the dual where the bounds leave room to follow it. */
function projected(slope: number, alpha: number, most: number): number {
  if (alpha === 0) return Math.min(slope, 0);
  return alpha === most ? Math.max(slope, 0) : slope;
}

function clip(value: number, most: number): number {
  return value < 0 ? 0 : value > most ? most : value;
}

/** The duality gap as a share of the objective. */
function gap(X: SampleRows, { signs, costs }: MarginProblem, alpha: Float64Array, w: Float64Array): number {
  let squares = 0;
  for (let f = 0; f < w.length; f++) squares += w[f]! * w[f]!;
  let loss = 0;
  let sum = 0;
  for (let i = 0; i < alpha.length; i++) {
    if (costs[i] === 0) continue;
    loss += costs[i]! * Math.max(0, 1 - signs[i]! * X.dot(i, w, 0));
    sum += alpha[i]!;
  }
  const objective = squares / 2 + loss;
  return objective === 0 ? 0 : (squares + loss - sum) / objective;
}
