import type { MarginProblem } from './margin-problem.ts';

/** A problem with the products of its samples at hand. */
export interface GramProblem extends MarginProblem {
  /** X·Xᵀ, float32, (nSamples, nSamples). */
  readonly gram: Float32Array;
  /** Squared bias, which adds to every product. */
  readonly offset: number;
}

/** Steps between two looks at all samples. */
const STEPS = 250;
/** Steps for each sample at most. */
const MOST_STEPS = 30;
/** How far from the margin, on its safe side, a sample at a bound may be and still be looked at between. */
const NEAR = 0.3;
/** A slope this small is rounding. */
const LEAST_SLOPE = 1e-9;

/** Maximise the dual of the hinge loss over some samples while all others stay as they are, always along the coordinate
 * that gains most.
 * @param alpha of these samples, float64; it is changed.
 * @param scores x·w of these samples, float64; they follow.
 * @param enough a step that gains less is not taken.
 * @returns the number of steps.
 * Cost: O(nSamples) per step. */
export async function ascendPart(
  problem: GramProblem,
  alpha: Float64Array,
  scores: Float64Array,
  enough: number,
  pause: () => Promise<void>,
): Promise<number> {
  const state = new DualState(problem, alpha, scores);
  let steps = 0;
  while (steps < MOST_STEPS * alpha.length) {
    await pause();
    const taken = state.ascend(enough);
    steps += taken;
    if (taken === 0) break;
  }
  return steps;
}

class DualState {
  readonly alpha: Float64Array;
  private readonly problem: GramProblem;
  private readonly scores: Float64Array;
  private readonly inverseCurvature: Float64Array;
  /** The samples to look at, then others. */
  private readonly near: Int32Array;
  private nNear = 0;

  constructor(problem: GramProblem, alpha: Float64Array, scores: Float64Array) {
    const n = alpha.length;
    this.problem = problem;
    this.alpha = alpha;
    this.scores = scores;
    this.near = new Int32Array(n);
    this.inverseCurvature = Float64Array.from(
      this.alpha,
      (_, i) => 1 / Math.max(problem.gram[i * n + i]! + problem.offset, Number.MIN_VALUE),
    );
  }

  /** Take some steps; give their number, less than STEPS where nothing is left to gain from the samples near the margin. */
  ascend(enough: number): number {
    const { alpha, scores } = this;
    const { signs, costs, gram, offset } = this.problem;
    this.lookAround();
    for (let step = 0; step < STEPS; step++) {
      const i = this.best(2 * enough);
      if (i < 0) return step;
      const before = alpha[i]!;
      const slope = signs[i]! * scores[i]! - 1;
      const after = Math.min(Math.max(before - slope * this.inverseCurvature[i]!, 0), costs[i]!);
      alpha[i] = after;
      addRow(scores, signs[i]! * (after - before), gram, i * scores.length, offset);
    }
    return STEPS;
  }

  private lookAround(): void {
    const { signs, costs } = this.problem;
    this.nNear = 0;
    for (let i = 0; i < this.near.length; i++) {
      const slope = signs[i]! * this.scores[i]! - 1;
      const isFar = (this.alpha[i] === 0 && slope > NEAR) || (this.alpha[i] === costs[i] && slope < -NEAR);
      if (!isFar && costs[i]! > 0) this.near[this.nNear++] = i;
    }
  }

  /** @param most twice what a step must gain. */
  private best(most: number): number {
    const { alpha, scores, near, inverseCurvature } = this;
    const { signs, costs } = this.problem;
    let best = -1;
    let gained = most;
    for (let at = 0; at < this.nNear; at++) {
      const i = near[at]!;
      const slope = signs[i]! * scores[i]! - 1;
      const gain = slope * slope * inverseCurvature[i]!;
      if (gain <= gained) continue;
      if (slope < -LEAST_SLOPE ? alpha[i]! < costs[i]! : slope > LEAST_SLOPE && alpha[i]! > 0) {
        gained = gain;
        best = i;
      }
    }
    return best;
  }
}

function addRow(scores: Float64Array, scale: number, gram: Float32Array, from: number, offset: number): void {
  const shift = scale * offset;
  let m = 0;
  for (; m + 4 <= scores.length; m += 4) {
    scores[m]! += scale * gram[from + m]! + shift;
    scores[m + 1]! += scale * gram[from + m + 1]! + shift;
    scores[m + 2]! += scale * gram[from + m + 2]! + shift;
    scores[m + 3]! += scale * gram[from + m + 3]! + shift;
  }
  for (; m < scores.length; m++) scores[m]! += scale * gram[from + m]! + shift;
}
