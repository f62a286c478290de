import { dot64, maxAbs } from './float64-vectors.ts';
import { FLOAT32_NOISE, type MinimiseOptions, type Minimum, type Objective, shorter } from './lbfgs.ts';
import { LbfgsMemory } from './lbfgs-memory.ts';

const MAX_LINE_SEARCH_STEPS = 20;
/** Sufficient decrease (Armijo). */
const DECREASE = 1e-4;
/** Iterations without progress after which there is none to come. */
const PATIENCE = 10;
/** A gradient this much smaller than any before is progress, though the value may hide it in its rounding. */
const SMALLER = 0.9;
/** Where no step helps, and a full step promises no more than this many roundings of the value, rounding has the last
 * word. */
const NOISE_FLOOR = 30;

export interface MinimiseL1Options extends Omit<MinimiseOptions, 'gain' | 'steepness'> {
  /** What a unit of size costs, >= 0. */
  readonly strength: number;
  /** The first components that it costs; the others are free. */
  readonly nPenalised: number;
}

/** Minimise f(x) + strength · Σ|xᵢ| for a smooth convex f by orthant-wise limited-memory quasi-Newton steps: within an
 * orthant the penalty is linear, and no step leaves the one it starts in, so that components become exactly 0.
 * `tolerance` bounds the least subgradient.
 * @param start float64, left as it is.
 * Source: Andrew & Gao, Scalable training of L1-regularized log-linear models, ICML (2007). */
export async function minimiseL1(
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance, noise = FLOAT32_NOISE, onIteration, strength, nPenalised }: MinimiseL1Options,
): Promise<Minimum> {
  const size = start.length;
  const penalty = (at: Float64Array) => {
    let total = 0;
    for (let i = 0; i < nPenalised; i++) total += Math.abs(at[i]!);
    return strength * total;
  };
  let x = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = (await objective(x, gradient)) + penalty(x);
  let nextX = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  const slopes = new Float64Array(size);
  const direction = new Float64Array(size);
  const memory = new LbfgsMemory(size);
  subgradient(x, gradient, slopes, strength, nPenalised);
  let steepest = maxAbs(slopes);
  let leastValue = value;
  let leastSteepest = steepest;
  let idle = 0;
  for (let iterations = 0; ; iterations++) {
    const done = (converged: boolean): Minimum => ({ x, value, iterations, converged });
    if (steepest <= tolerance || idle === PATIENCE) return done(true);
    if (iterations === maxIterations) return done(false);
    onIteration?.(steepest);
    memory.apply(slopes, direction);
    for (let i = 0; i < nPenalised; i++) if (direction[i]! * slopes[i]! >= 0) direction[i] = 0;
    const slope = dot64(slopes, direction);
    let step = memory.isEmpty ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let nextValue = value;
    for (let attempt = 0; ; attempt++) {
      if (attempt === MAX_LINE_SEARCH_STEPS) return done(-slope < NOISE_FLOOR * noise * Math.abs(value));
      const promised = takeStep(x, slopes, direction, step, nPenalised, nextX);
      nextValue = (await objective(nextX, nextGradient)) + penalty(nextX);
      if (nextValue <= value + DECREASE * promised + noise * Math.abs(value)) break;
      step = shorter(step, slope, nextValue - value);
    }
    memory.remember(x, nextX, gradient, nextGradient);
    [x, nextX] = [nextX, x];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    subgradient(x, gradient, slopes, strength, nPenalised);
    steepest = maxAbs(slopes);
    const isProgress =
      leastValue - value > noise * Math.abs(leastValue) || steepest < SMALLER * leastSteepest;
    idle = isProgress ? 0 : idle + 1;
    leastValue = Math.min(leastValue, value);
    leastSteepest = Math.min(leastSteepest, steepest);
  }
}

/** The subgradient of least size: 0 where the penalty holds a component at 0. */
function subgradient(
  x: Float64Array,
  gradient: Float64Array,
  slopes: Float64Array,
  strength: number,
  nPenalised: number,
): void {
  for (let i = 0; i < nPenalised; i++) {
    const g = gradient[i]!;
    if (x[i] !== 0) slopes[i] = g + (x[i]! > 0 ? strength : -strength);
    else if (g > strength) slopes[i] = g - strength;
    else slopes[i] = g < -strength ? g + strength : 0;
  }
  for (let i = nPenalised; i < x.length; i++) slopes[i] = gradient[i]!;
}

/** nextX = x + step · direction, with 0 for penalised components that would leave the orthant.
 * @returns slopes · (nextX − x). */
function takeStep(
  x: Float64Array,
  slopes: Float64Array,
  direction: Float64Array,
  step: number,
  nPenalised: number,
  nextX: Float64Array,
): number {
  let promised = 0;
  for (let i = 0; i < x.length; i++) {
    let next = x[i]! + step * direction[i]!;
    if (i < nPenalised && next * (x[i] === 0 ? -slopes[i]! : x[i]!) <= 0) next = 0;
    nextX[i] = next;
    promised += slopes[i]! * (next - x[i]!);
  }
  return promised;
}
