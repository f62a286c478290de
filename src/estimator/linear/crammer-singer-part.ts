import type { Rng } from '../../core/index.ts';
import { levelOf } from './crammer-singer-level.ts';
import type { MulticlassProblem } from './margin-problem.ts';

/** A problem with the products of its samples at hand. */
export interface MulticlassGramProblem extends MulticlassProblem {
  /** X·Xᵀ, float32, (nSamples, nSamples). */
  readonly gram: Float32Array;
  /** Squared bias, which adds to every product. */
  readonly offset: number;
}

/** Passes over the samples at most. */
const MOST_PASSES = 100;
/** The share of their duality gap that the samples are left with. */
const LEFT = 0.05;
/** A sample is passed over while its part of the gap is below this share of the mean part. */
const SHARE_OF_MEAN = 0.5;

/** Maximise the dual over some samples while all others stay as they are: one after the other in random order, each over
 * all its classes.
 * @param alpha of these samples, float64, (nSamples, nClasses); it is changed.
 * @param scores x·w of these samples without the bias's part that follows from now on, float64, (nClasses, nSamples); they
 * follow.
 * @param enough a duality gap of these samples that needs no more steps.
 * @returns the number of steps.
 * Cost: O(nSamples · nClasses) per pass, and O(nSamples) for each class that a step moves. */
export async function ascendMulticlassPart(
  problem: MulticlassGramProblem,
  alpha: Float64Array,
  scores: Float64Array,
  enough: number,
  rng: Rng,
  pause: () => Promise<void>,
): Promise<number> {
  const state = new MulticlassPart(problem, alpha, scores);
  const order = Int32Array.from(problem.positions.keys());
  let steps = 0;
  let wanted = enough;
  let atLeast = enough / order.length;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    await pause();
    const { taken, gap } = state.ascend(rng.shuffle(order), atLeast);
    steps += taken;
    if (pass === 0) wanted = Math.max(enough, LEFT * gap);
    if (gap <= wanted) break;
    atLeast = (SHARE_OF_MEAN * gap) / order.length;
  }
  return steps;
}

class MulticlassPart {
  private readonly problem: MulticlassGramProblem;
  private readonly alpha: Float64Array;
  private readonly scores: Float64Array;
  /** What the bias adds to the scores of each class, since the start. */
  private readonly shifts: Float64Array;
  /** Of the sample at hand. */
  private readonly slopes: Float64Array;
  private readonly targets: Float64Array;

  constructor(problem: MulticlassGramProblem, alpha: Float64Array, scores: Float64Array) {
    this.problem = problem;
    this.alpha = alpha;
    this.scores = scores;
    this.shifts = new Float64Array(problem.nClasses);
    this.slopes = new Float64Array(problem.nClasses);
    this.targets = new Float64Array(problem.nClasses);
  }

  /** Maximise over each sample whose part of the gap is greater than `atLeast`.
   * @returns the number of those, and the parts' sum, each as it was found. */
  ascend(order: Int32Array, atLeast: number): { readonly taken: number; readonly gap: number } {
    let taken = 0;
    let gap = 0;
    for (let at = 0; at < order.length; at++) {
      const part = this.gapOf(order[at]!);
      gap += part;
      if (part <= atLeast) continue;
      this.solve(order[at]!);
      taken++;
    }
    return { taken, gap };
  }

  /** A sample's part of the duality gap, cost · violation + Σ α · slope; its slopes are filled in. */
  private gapOf(i: number): number {
    const { alpha, scores, shifts, slopes } = this;
    const { positions, costs, nClasses: k } = this.problem;
    const n = positions.length;
    const y = positions[i]!;
    let most = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let m = 0; m < k; m++) {
      const slope = scores[m * n + i]! + shifts[m]! + (m === y ? 0 : 1);
      slopes[m] = slope;
      if (slope > most) most = slope;
      sum += alpha[i * k + m]! * slope;
    }
    return costs[i]! * (most - slopes[y]!) + sum;
  }

  /** Solve the problem of one sample exactly, and move the scores along. */
  private solve(i: number): void {
    const { alpha, scores, shifts, slopes, targets } = this;
    const { positions, costs, nClasses: k, gram, offset } = this.problem;
    const n = positions.length;
    const y = positions[i]!;
    const cost = costs[i]!;
    const curvature = Math.max(gram[i * n + i]! + offset, Number.MIN_VALUE);
    for (let m = 0; m < k; m++) {
      targets[m] = slopes[m]! - curvature * (alpha[i * k + m]! - (m === y ? cost : 0));
    }
    const level = levelOf(targets, curvature * cost);
    for (let m = 0; m < k; m++) {
      const before = alpha[i * k + m]!;
      const after = Math.min(m === y ? cost : 0, (level - slopes[m]!) / curvature + before);
      if (Math.abs(after - before) < 1e-12 * cost) continue;
      alpha[i * k + m] = after;
      shifts[m]! += (after - before) * offset;
      addRow(scores, m * n, after - before, gram, i * n, n);
    }
  }
}

/** Add a row of products to the scores of a class. */
function addRow(
  scores: Float64Array,
  to: number,
  scale: number,
  gram: Float32Array,
  from: number,
  n: number,
): void {
  let r = 0;
  for (; r + 4 <= n; r += 4) {
    scores[to + r]! += scale * gram[from + r]!;
    scores[to + r + 1]! += scale * gram[from + r + 1]!;
    scores[to + r + 2]! += scale * gram[from + r + 2]!;
    scores[to + r + 3]! += scale * gram[from + r + 3]!;
  }
  for (; r < n; r++) scores[to + r]! += scale * gram[from + r]!;
}
