import { createPause } from '../pause.ts';
import type { KernelRows } from './kernel-rows.ts';

export interface SmoOptions {
  readonly C: number;
  /** Converged when the most violating pair violates its optimality conditions by less. */
  readonly tolerance: number;
  readonly signal?: AbortSignal | undefined;
}

export interface SmoSolution {
  /** βᵢ = yᵢαᵢ, float64, (n,): in [0, C] where y is 1, in [−C, 0] where y is −1; their sum is 0. */
  readonly coefficients: Float64Array;
  /** b of the decision function Σ βᵢ K(xᵢ, x) + b. */
  readonly intercept: number;
  readonly converged: boolean;
}

/** Stands in for a curvature that is not positive. */
const TAU = 1e-12;
/** Iterations between two looks at the clock. */
const PAUSE_EVERY = 1024;

/** Solve the dual of the C-support vector machine, max Σ |βᵢ| − ½ βᵀKβ, by sequential minimal optimisation with
 * second-order working sets.
 * @param y 1 or −1, (n,).
 * @throws {InterruptedError} If the signal is raised.
 * Cost: O(n) per iteration; the number of iterations grows with C and with n, at most 10⁷ or 100 n.
 * Source: Fan, Chen & Lin, Working set selection using second order information, JMLR 6 (2005), WSS 3. */
export async function solveSmo(
  kernel: KernelRows,
  y: Int32Array,
  { C, tolerance, signal }: SmoOptions,
): Promise<SmoSolution> {
  const n = kernel.size;
  const lower = Float64Array.from(y, (sign) => (sign > 0 ? 0 : -C));
  const upper = Float64Array.from(y, (sign) => (sign > 0 ? C : 0));
  const beta = new Float64Array(n);
  /** The derivative of the objective by βᵢ: the residual yᵢ − (Kβ)ᵢ. */
  const residual = Float64Array.from(y);
  const maxIterations = Math.max(1e7, 100 * n);
  const pause = createPause(signal);
  let converged = false;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (iteration % PAUSE_EVERY === 0) await pause();
    const i = greatestUpward(residual, beta, upper);
    if (i < 0) {
      converged = true;
      break;
    }
    const rowI = kernel.peek(i) ?? (await kernel.load(i));
    const j = bestPartner(i, rowI, kernel.diagonal, residual, beta, lower, tolerance);
    if (j < 0) {
      converged = true;
      break;
    }
    const rowJ = kernel.peek(j) ?? (await kernel.load(j));
    const curvature = Math.max(kernel.diagonal[i]! + kernel.diagonal[j]! - 2 * rowI[j]!, TAU);
    const step = (residual[i]! - residual[j]!) / curvature;
    move(beta, upper, lower, i, j, step, residual, rowI, rowJ);
  }
  return { coefficients: beta, intercept: intercept(residual, beta, lower, upper), converged };
}

/** The index whose β may grow with the greatest gain, or −1. */
function greatestUpward(residual: Float64Array, beta: Float64Array, upper: Float64Array): number {
  let best = -1;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < beta.length; t++) {
    if (beta[t]! < upper[t]! && residual[t]! > greatest) {
      greatest = residual[t]!;
      best = t;
    }
  }
  return best;
}

/** The index whose β may shrink, and which promises the greatest decrease together with i; −1 at the optimum. */
function bestPartner(
  i: number,
  rowI: Float32Array,
  diagonal: Float64Array,
  residual: Float64Array,
  beta: Float64Array,
  lower: Float64Array,
  tolerance: number,
): number {
  const residualI = residual[i]!;
  const diagonalI = diagonal[i]!;
  let best = -1;
  let greatestGain = 0;
  let greatestViolation = 0;
  for (let t = 0; t < beta.length; t++) {
    if (beta[t]! <= lower[t]!) continue;
    const violation = residualI - residual[t]!;
    if (violation <= 0) continue;
    if (violation > greatestViolation) greatestViolation = violation;
    const curvature = diagonalI + diagonal[t]! - 2 * rowI[t]!;
    const gain = (violation * violation) / (curvature > 0 ? curvature : TAU);
    if (gain > greatestGain) {
      greatestGain = gain;
      best = t;
    }
  }
  return greatestViolation < tolerance ? -1 : best;
}

/** Move βᵢ up and βⱼ down by the same step, cut at the first bound, and keep the residuals. */
function move(
  beta: Float64Array,
  upper: Float64Array,
  lower: Float64Array,
  i: number,
  j: number,
  wanted: number,
  residual: Float64Array,
  rowI: Float32Array,
  rowJ: Float32Array,
): void {
  const roomI = upper[i]! - beta[i]!;
  const roomJ = beta[j]! - lower[j]!;
  const step = Math.min(wanted, roomI, roomJ);
  beta[i] = step === roomI ? upper[i]! : beta[i]! + step;
  beta[j] = step === roomJ ? lower[j]! : beta[j]! - step;
  for (let t = 0; t < residual.length; t++) residual[t]! -= step * (rowI[t]! - rowJ[t]!);
}

/** The mean residual of the free β, or the middle of the range that the bounded ones allow. */
function intercept(
  residual: Float64Array,
  beta: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): number {
  let free = 0;
  let sum = 0;
  let atLeast = Number.NEGATIVE_INFINITY;
  let atMost = Number.POSITIVE_INFINITY;
  for (let t = 0; t < beta.length; t++) {
    const canGrow = beta[t]! < upper[t]!;
    const canShrink = beta[t]! > lower[t]!;
    if (canGrow && canShrink) {
      free++;
      sum += residual[t]!;
    } else if (canGrow) {
      atLeast = Math.max(atLeast, residual[t]!);
    } else {
      atMost = Math.min(atMost, residual[t]!);
    }
  }
  return free > 0 ? sum / free : (atLeast + atMost) / 2;
}
