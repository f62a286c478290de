import { type DesignMatrix, dot64 } from '../../linalg/index.ts';
import type { MarginProblem, MarginSolution, ProgressOptions } from './margin-problem.ts';

/** A system is solved until its residual is this share of the gradient: the active set changes before more would pay. */
const RESIDUAL = 0.1;
const MAX_SOLVER_STEPS = 250;
/** A step that gains no more than this share of the objective drowns in the rounding of float32 products. */
const NOISE_FLOOR = 1e-9;
/** Values per vector of all problems that advance together: 64 MB. */
const MOST_VALUES = 8_000_000;
const MAX_SEARCH_STEPS = 30;
const SEARCH_TOLERANCE = 1e-3;

/** Minimise ½‖w‖² + Σ cost · max(0, 1 − s·(x·w))² for each problem by Newton's method: conjugate gradients solve for the
 * step on the samples inside the margin, and the step's length is exact, as the objective is piecewise quadratic along
 * it. All problems advance together, so that each product with X serves them all.
 * Source: Keerthi & DeCoste, A modified finite Newton method for fast solution of large scale linear SVMs, JMLR 6
 * (2005). */
export async function fitSquaredHinge(
  X: DesignMatrix,
  problems: readonly MarginProblem[],
  { tolerance, maxIterations, pause, progress }: ProgressOptions,
): Promise<MarginSolution[]> {
  const width = Math.max(1, Math.floor(MOST_VALUES / (X.rows + X.cols)));
  if (problems.length > width) {
    const options = { tolerance, maxIterations, pause };
    const first = await fitSquaredHinge(X, problems.slice(0, width), options);
    progress?.(width / problems.length);
    return [...first, ...(await fitSquaredHinge(X, problems.slice(width), options))];
  }
  const states = problems.map((problem) => new NewtonState(problem, X.cols));
  let active = states;
  for (let iteration = 0; active.length > 0; iteration++) {
    await pause();
    await updateGradients(X, active);
    for (const state of active) state.check(tolerance);
    active = active.filter((state) => !state.converged);
    progress?.(1 - active.length / states.length);
    if (iteration === maxIterations) break;
    await solveDirections(X, active, pause);
    for (const state of active) state.step();
    active = active.filter((state) => !state.converged);
  }
  return states.map(({ w, converged }) => ({ w, converged }));
}

async function updateGradients(X: DesignMatrix, active: readonly NewtonState[]): Promise<void> {
  const k = active.length;
  const R = new Float32Array(X.rows * k);
  active.forEach((state, j) => {
    state.residuals(R, j, k);
  });
  const G = await X.transposedTimes(R, k);
  active.forEach((state, j) => {
    state.setGradient(G, j, k);
  });
}

/** Conjugate gradients on (I + Xᵀ·D·X)·p = −g for all problems at once; those that are done leave the product. */
async function solveDirections(
  X: DesignMatrix,
  active: readonly NewtonState[],
  pause: () => Promise<void>,
): Promise<void> {
  let open = active;
  let D = curvatures(X.rows, open);
  for (let steps = 0; open.length > 0 && steps < MAX_SOLVER_STEPS; steps++) {
    await pause();
    const k = open.length;
    const V = new Float32Array(X.cols * k);
    open.forEach((state, j) => {
      writeColumn(state.conjugate, V, j, k);
    });
    const { Z, HV } = await X.normalTimes(V, D, k);
    open.forEach((state, j) => {
      state.advance(Z, HV, j, k);
    });
    open = open.filter((state) => !state.isSolved);
    if (open.length < k) D = curvatures(X.rows, open);
  }
}

/** 2 · cost where a sample is inside the margin, and 0 elsewhere, float32, (rows, k). */
function curvatures(rows: number, open: readonly NewtonState[]): Float32Array {
  const D = new Float32Array(rows * open.length);
  open.forEach((state, j) => {
    state.curvature(D, j, open.length);
  });
  return D;
}

/** One problem on its way. */
class NewtonState {
  readonly w: Float64Array;
  converged = false;
  isSolved = false;
  /** The direction that conjugate gradients try next. */
  readonly conjugate: Float64Array;
  private readonly problem: MarginProblem;
  private readonly gradient: Float64Array;
  private readonly direction: Float64Array;
  private readonly residual: Float64Array;
  /** x·w and x·direction of each sample. */
  private readonly scores: Float64Array;
  private readonly scoreChanges: Float64Array;
  private residualSquares = 0;
  private gradientSquares = 0;

  constructor(problem: MarginProblem, cols: number) {
    this.problem = problem;
    const n = problem.signs.length;
    this.w = new Float64Array(cols);
    this.gradient = new Float64Array(cols);
    this.direction = new Float64Array(cols);
    this.residual = new Float64Array(cols);
    this.conjugate = new Float64Array(cols);
    this.scores = new Float64Array(n);
    this.scoreChanges = new Float64Array(n);
  }

  /** Write ∂loss/∂score of each sample. */
  residuals(R: Float32Array, j: number, k: number): void {
    const { signs, costs } = this.problem;
    for (let i = 0, at = j; i < signs.length; i++, at += k) {
      const slack = 1 - signs[i]! * this.scores[i]!;
      R[at] = slack > 0 ? -2 * costs[i]! * signs[i]! * slack : 0;
    }
  }

  curvature(D: Float32Array, j: number, k: number): void {
    const { signs, costs } = this.problem;
    for (let i = 0, at = j; i < signs.length; i++, at += k) {
      D[at] = 1 - signs[i]! * this.scores[i]! > 0 ? 2 * costs[i]! : 0;
    }
  }

  /** Take Xᵀ·R of this problem, and start to solve for the direction. */
  setGradient(G: Float32Array, j: number, k: number): void {
    let squares = 0;
    for (let f = 0, at = j; f < this.w.length; f++, at += k) {
      const g = this.w[f]! + G[at]!;
      this.gradient[f] = g;
      this.residual[f] = -g;
      this.conjugate[f] = -g;
      squares += g * g;
    }
    this.gradientSquares = squares;
    this.residualSquares = squares;
    this.direction.fill(0);
    this.scoreChanges.fill(0);
    this.isSolved = false;
  }

  /** The duality gap with α = cost · slope of the loss is ½‖gradient‖². */
  check(tolerance: number): void {
    this.converged = 0.5 * this.gradientSquares <= tolerance * this.objective();
  }

  /** One step of conjugate gradients. */
  advance(Z: Float32Array, HV: Float32Array, j: number, k: number): void {
    const { conjugate, direction, residual } = this;
    let curvature = 0;
    for (let f = 0, at = j; f < conjugate.length; f++, at += k) {
      curvature += conjugate[f]! * (conjugate[f]! + HV[at]!);
    }
    const step = this.residualSquares / curvature;
    let squares = 0;
    for (let f = 0, at = j; f < conjugate.length; f++, at += k) {
      direction[f]! += step * conjugate[f]!;
      residual[f]! -= step * (conjugate[f]! + HV[at]!);
      squares += residual[f]! * residual[f]!;
    }
    for (let i = 0, at = j; i < this.scoreChanges.length; i++, at += k)
      this.scoreChanges[i]! += step * Z[at]!;
    const ratio = squares / this.residualSquares;
    for (let f = 0; f < conjugate.length; f++) conjugate[f] = residual[f]! + ratio * conjugate[f]!;
    this.residualSquares = squares;
    this.isSolved = squares <= RESIDUAL * RESIDUAL * this.gradientSquares;
  }

  /** Go along the direction as far as the objective falls. */
  step(): void {
    const { w, direction, scores, scoreChanges } = this;
    const t = this.stepLength();
    for (let f = 0; f < w.length; f++) w[f]! += t * direction[f]!;
    for (let i = 0; i < scores.length; i++) scores[i]! += t * scoreChanges[i]!;
    const gain = -0.5 * t * dot64(this.gradient, direction);
    this.converged = gain <= NOISE_FLOOR * this.objective();
  }

  private objective(): number {
    const { signs, costs } = this.problem;
    let sum = 0.5 * dot64(this.w, this.w);
    for (let i = 0; i < signs.length; i++) {
      const slack = 1 - signs[i]! * this.scores[i]!;
      if (slack > 0) sum += costs[i]! * slack * slack;
    }
    return sum;
  }

  /** The root of the slope along the direction, which ascends in straight pieces: by Newton's method between bounds. */
  private stepLength(): number {
    const along = dot64(this.w, this.direction);
    const squares = dot64(this.direction, this.direction);
    let [low, high, t] = [0, Number.POSITIVE_INFINITY, 1];
    for (let attempt = 0; attempt < MAX_SEARCH_STEPS; attempt++) {
      const { slope, curvature } = this.slopeAt(t, along, squares);
      if (slope < 0) low = t;
      else high = t;
      const next = t - slope / curvature;
      if (Math.abs(next - t) <= SEARCH_TOLERANCE * t) return next;
      t = next > low && next < high ? next : (low + Math.min(high, 2 * t)) / 2;
    }
    return t;
  }

  private slopeAt(t: number, along: number, squares: number): { slope: number; curvature: number } {
    const { signs, costs } = this.problem;
    const { scores, scoreChanges } = this;
    let slope = along + t * squares;
    let curvature = squares;
    for (let i = 0; i < signs.length; i++) {
      const change = scoreChanges[i]!;
      const slack = 1 - signs[i]! * (scores[i]! + t * change);
      if (slack <= 0) continue;
      slope -= 2 * costs[i]! * signs[i]! * change * slack;
      curvature += 2 * costs[i]! * change * change;
    }
    return { slope, curvature };
  }
}

function writeColumn(values: Float64Array, to: Float32Array, j: number, k: number): void {
  for (let f = 0, at = j; f < values.length; f++, at += k) to[at] = values[f]!;
}
