/** A function to minimise: fills `gradient` and returns the value at `x`; both float64. */
export type Objective = (x: Float64Array, gradient: Float64Array) => Promise<number>;

export interface MinimiseOptions {
  readonly maxIterations: number;
  /** Converged when no component of the gradient is greater in size. */
  readonly tolerance: number;
  /** Called before each iteration; throw to stop. */
  readonly onIteration?: () => void;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Pairs of steps and gradient changes kept: with more, the iterations saved cost less than the pairs. */
const MEMORY = 5;
const MAX_LINE_SEARCH_STEPS = 12;
/** Sufficient decrease (Armijo). */
const DECREASE = 1e-4;
/** Rounding of a value that was summed from float32 terms, relative: an increase up to this is no increase. */
const VALUE_NOISE = 3e-8;
/** Iterations without progress after which there is none to come. */
const PATIENCE = 5;
/** A gradient this much smaller than any before is progress, though the value may hide it in its rounding. */
const SMALLER = 0.9;
/** Where no step of the line search helps, and a full step promises less than this share of the value, rounding has
 * the last word. */
const NOISE_FLOOR = 1e-6;

/** Minimise a convex function by limited-memory BFGS with backtracking. It also stops, as converged, where decreases
 * drown in the rounding of float32 products.
 * @param start float64, left as it is.
 * Source: Nocedal & Wright, Numerical Optimization, 2nd edition, algorithms 7.4 and 7.5. */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  { maxIterations, tolerance, onIteration }: MinimiseOptions,
): Promise<Minimum> {
  let x = Float64Array.from(start);
  let gradient = new Float64Array(x.length);
  let value = await objective(x, gradient);
  let nextX = new Float64Array(x.length);
  let nextGradient = new Float64Array(x.length);
  const direction = new Float64Array(x.length);
  const memory = new Memory(x.length);
  let steepest = maxAbs(gradient);
  let leastValue = value;
  let leastSteepest = steepest;
  let idle = 0;
  for (let iterations = 0; ; iterations++) {
    const done = (converged: boolean): Minimum => ({ x, value, iterations, converged });
    if (steepest <= tolerance || idle === PATIENCE) return done(true);
    if (iterations === maxIterations) return done(false);
    onIteration?.();
    memory.apply(gradient, direction);
    const slope = dot64(gradient, direction);
    let step = memory.isEmpty ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let nextValue = value;
    for (let attempt = 0; ; attempt++) {
      if (attempt === MAX_LINE_SEARCH_STEPS) return done(-slope < NOISE_FLOOR * Math.abs(value));
      for (let i = 0; i < x.length; i++) nextX[i] = x[i]! + step * direction[i]!;
      nextValue = await objective(nextX, nextGradient);
      if (nextValue <= value + DECREASE * step * slope + VALUE_NOISE * Math.abs(value)) break;
      step = shorter(step, slope, nextValue - value);
    }
    memory.remember(x, nextX, gradient, nextGradient);
    [x, nextX] = [nextX, x];
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
    steepest = maxAbs(gradient);
    const isProgress =
      leastValue - value > VALUE_NOISE * Math.abs(leastValue) || steepest < SMALLER * leastSteepest;
    idle = isProgress ? 0 : idle + 1;
    leastValue = Math.min(leastValue, value);
    leastSteepest = Math.min(leastSteepest, steepest);
  }
}

/** The minimiser of the parabola through value, slope and the value a step away, kept within [0.1, 0.5] of the step. */
function shorter(step: number, slope: number, increase: number): number {
  const parabola = (-slope * step * step) / (2 * (increase - slope * step));
  return Number.isFinite(parabola) ? Math.min(Math.max(parabola, 0.1 * step), 0.5 * step) : 0.1 * step;
}

/** The last steps s and gradient changes y, newest last: they approximate the inverse Hessian. */
class Memory {
  private readonly pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  private readonly alphas = new Float64Array(MEMORY);
  private readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  get isEmpty(): boolean {
    return this.pairs.length === 0;
  }

  /** Keep the pair of a step, unless rounding left it without curvature. */
  remember(x: Float64Array, nextX: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void {
    const oldest = this.pairs.length === MEMORY ? this.pairs.shift()! : undefined;
    const s = oldest?.s ?? new Float64Array(this.size);
    const y = oldest?.y ?? new Float64Array(this.size);
    for (let i = 0; i < this.size; i++) {
      s[i] = nextX[i]! - x[i]!;
      y[i] = nextGradient[i]! - gradient[i]!;
    }
    const curvature = dot64(s, y);
    if (curvature > 1e-12 * dot64(y, y)) this.pairs.push({ s, y, rho: 1 / curvature });
  }

  /** direction = −H · gradient by the two-loop recursion. */
  apply(gradient: Float64Array, direction: Float64Array): void {
    const { pairs, alphas } = this;
    for (let i = 0; i < this.size; i++) direction[i] = -gradient[i]!;
    const newest = pairs.at(-1);
    if (newest === undefined) return;
    let along = dot64(newest.s, direction);
    for (let k = pairs.length - 1; k >= 0; k--) {
      alphas[k] = pairs[k]!.rho * along;
      along = addScaledThenDot(direction, -alphas[k]!, pairs[k]!.y, (pairs[k - 1] ?? newest).s);
    }
    const scale = 1 / (newest.rho * dot64(newest.y, newest.y));
    for (let i = 0; i < this.size; i++) direction[i]! *= scale;
    along = dot64(pairs[0]!.y, direction);
    for (let k = 0; k < pairs.length; k++) {
      const { s, rho } = pairs[k]!;
      along = addScaledThenDot(direction, alphas[k]! - rho * along, s, (pairs[k + 1] ?? newest).y);
    }
  }
}

/** Dot product in float64, four sums at a time. */
function dot64(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 4 <= a.length; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

/** to += scale · values, and then to · other, in one pass. */
function addScaledThenDot(
  to: Float64Array,
  scale: number,
  values: Float64Array,
  other: Float64Array,
): number {
  let dot = 0;
  for (let i = 0; i < to.length; i++) {
    const value = to[i]! + scale * values[i]!;
    to[i] = value;
    dot += value * other[i]!;
  }
  return dot;
}

function maxAbs(values: Float64Array): number {
  let greatest = 0;
  for (let i = 0; i < values.length; i++) greatest = Math.max(greatest, Math.abs(values[i]!));
  return greatest;
}
