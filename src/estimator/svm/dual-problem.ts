import type { SmoState } from './smo-state.ts';

/** The samples of two classes: the first class's, then the second's. */
export interface Pair {
  readonly size: number;
  /** Samples of the first class. */
  readonly nFirst: number;
  /** What a sample counts, by its number among the pair's. */
  weightOf(i: number): number;
}

/** What a solution of the dual says of the decision function Σ coefficientᵢ K(xᵢ, x) + intercept. */
export interface Decision {
  /** The coefficients are β times this. */
  readonly scale: number;
  readonly intercept: number;
  /** Whether the solution is more than what the tolerance leaves open. */
  readonly isClear: boolean;
}

/** A kind of support vector machine as a problem for the solver: y is 1 for the first class of a pair, −1 for the
 * second, and βᵢ = yᵢαᵢ. */
export interface DualProblem {
  /** Whether `pose` knows the residuals; else they follow from β. */
  readonly knowsResiduals: boolean;
  /** Set β, residual, constant, lower and upper of the pair's variables.
   * @param isSolved whether they hold the solution of the problem before this one, for the same pair.
   * @returns where the groups of variables end whose β have a constant sum. */
  pose(state: SmoState, pair: Pair, isSolved: boolean): readonly number[];
  read(state: SmoState): Decision;
}

/** The residual at which the variables of a group are optimal: the mean of the free ones, or the middle of the range
 * that those at their bounds allow. */
export function levelOf({ residual, beta, lower, upper }: SmoState, from: number, to: number): number {
  let free = 0;
  let sum = 0;
  let atLeast = Number.NEGATIVE_INFINITY;
  let atMost = Number.POSITIVE_INFINITY;
  for (let t = from; t < to; t++) {
    const canGrow = beta[t]! < upper[t]!;
    const canShrink = beta[t]! > lower[t]!;
    if (canGrow && canShrink) {
      free++;
      sum += residual[t]!;
    } else if (canGrow) {
      atLeast = Math.max(atLeast, residual[t]!);
    } else if (canShrink) {
      atMost = Math.min(atMost, residual[t]!);
    }
  }
  if (free > 0) return sum / free;
  // Where all are at the same bound, the range has one end.
  if (atLeast === Number.NEGATIVE_INFINITY) return atMost;
  return atMost === Number.POSITIVE_INFINITY ? atLeast : (atLeast + atMost) / 2;
}
