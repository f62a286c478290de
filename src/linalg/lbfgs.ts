import { dot64, maxAbs } from './float64-vectors.ts';
import { LbfgsMemory } from './lbfgs-memory.ts';

/** A function to minimise: fills `gradient` and returns the value at `x`; both float64. */
export type Objective = (x: Float64Array, gradient: Float64Array) => Promise<number>;

/** Rounding of a sum of float32 terms, relative. */
export const FLOAT32_NOISE = 3e-8;

export interface MinimiseOptions {
  readonly maxIterations: number;
  /** Converged when no component of the gradient is greater in size. */
  readonly tolerance: number;
  /** Nor is it converged while a step promises to gain more than this share of the value. Default Infinity. */
  readonly gain?: number;
  /** Rounding of the values, relative: an increase up to this is no increase. Default: of a sum of float32 terms. */
  readonly noise?: number;
  /** Greatest size of a component of the gradient, at the point that the objective was last asked for, where the caller
   * counts it in other coordinates than those of x. */
  readonly steepness?: () => number;
  /** Called before each iteration with the greatest size of a component of the gradient; throw to stop. */
  readonly onIteration?: (steepest: number) => void;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

const MAX_LINE_SEARCH_STEPS = 12;
/** Sufficient decrease (Armijo). */
const DECREASE = 1e-4;
/** Iterations without progress after which there is none to come. */
const PATIENCE = 5;
/** A gradient this much smaller than any before is progress, though the value may hide it in its rounding. */
const SMALLER = 0.9;
/** Where no step of the line search helps, and a full step promises no more than this many roundings of the value,
 * rounding has the last word. */
const NOISE_FLOOR = 30;

/** Minimise a convex function by limited-memory BFGS with backtracking. It also stops, as converged, where decreases
 * drown in the rounding of the values.
 * @param start float64, left as it is.
 * Source: Nocedal & Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5. */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  {
    maxIterations,
    tolerance,
    gain = Number.POSITIVE_INFINITY,
    noise = FLOAT32_NOISE,
    steepness,
    onIteration,
  }: MinimiseOptions,
): Promise<Minimum> {
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = await objective(x, gradient);
  let nextX = new Float64Array(x.length);
  let nextGradient = new Float64Array(x.length);
  const direction = new Float64Array(x.length);
  const memory = new LbfgsMemory(x.length);
  let steepest = steepness?.() ?? maxAbs(gradient);
  let leastValue = value;
  let leastSteepest = steepest;
  let idle = 0;
  for (let iterations = 0; ; iterations++) {
    const done = (converged: boolean): Minimum => ({ x, value, iterations, converged });
    if (steepest === 0 || idle === PATIENCE) return done(true);
    memory.apply(gradient, direction);
    const slope = dot64(gradient, direction);
    const isWorthIt = memory.isEmpty ? gain < Number.POSITIVE_INFINITY : -slope > gain * Math.abs(value);
    if (steepest <= tolerance && !isWorthIt) return done(true);
    if (iterations === maxIterations) return done(steepest <= tolerance);
    onIteration?.(steepest);
    let step = memory.isEmpty ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let nextValue = value;
    for (let attempt = 0; ; attempt++) {
      if (attempt === MAX_LINE_SEARCH_STEPS) return done(-slope < NOISE_FLOOR * noise * Math.abs(value));
      for (let i = 0; i < x.length; i++) nextX[i] = x[i]! + step * direction[i]!;
      nextValue = await objective(nextX, nextGradient);
      if (nextValue <= value + DECREASE * step * slope + noise * Math.abs(value)) break;
      step = shorter(step, slope, nextValue - value);
    }
    memory.remember(x, nextX, gradient, nextGradient);
    [x, nextX] = [nextX, x];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    steepest = steepness?.() ?? maxAbs(gradient);
    const isProgress =
      leastValue - value > noise * Math.abs(leastValue) || steepest < SMALLER * leastSteepest;
    idle = isProgress ? 0 : idle + 1;
    leastValue = Math.min(leastValue, value);
    leastSteepest = Math.min(leastSteepest, steepest);
  }
}

/** The minimiser of the parabola through value, slope and the value a step away, kept within [0.1, 0.5] of the step. */
export function shorter(step: number, slope: number, increase: number): number {
  const parabola = (-slope * step * step) / (2 * (increase - slope * step));
  return Number.isFinite(parabola) ? Math.min(Math.max(parabola, 0.1 * step), 0.5 * step) : 0.1 * step;
}
