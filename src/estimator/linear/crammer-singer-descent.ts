import { createRng } from '../../core/index.ts';
import { levelOf } from './crammer-singer-level.ts';
import type { MarginSolution, MulticlassProblem, ProgressOptions } from './margin-problem.ts';
import type { SampleRows } from './sample-rows.ts';

const BETWEEN_PAUSES = 64;
/** The violations of a pass below which the duality gap is looked at, first and then again and again. */
const FIRST_VIOLATION = 0.1;
const NEXT_VIOLATION = 0.3;
const LEAST_VIOLATION = 1e-9;

/** Minimise ½‖W‖² + Σ cost · max(0, 1 + max over other classes (w_m·x) − w_y·x) in the dual, one sample after the other in
 * random order, over all its classes at once; classes that stay at their bound are passed over until the others have
 * converged.
 * @returns the weights of each class.
 * Cost: one score per sample and class in a pass, at most.
 * Source: Keerthi, Sundararajan, Chang, Hsieh & Lin, A sequential dual method for large scale multi-class linear SVMs, KDD
 * (2008); Crammer & Singer, JMLR 2 (2001). */
export async function descendCrammerSinger(
  X: SampleRows,
  problem: MulticlassProblem,
  seed: number,
  { tolerance, maxIterations, pause, progress }: ProgressOptions,
): Promise<MarginSolution[]> {
  const rng = createRng(seed);
  const state = new MulticlassDual(X, problem);
  const everyone = Int32Array.from({ length: X.rows }, (_, i) => i);
  let order = everyone.slice();
  let enough = FIRST_VIOLATION;
  /** Whether this pass started with every class of every sample. */
  let isWhole = true;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    rng.shuffle(order);
    progress?.(iteration / maxIterations);
    let most = 0;
    let kept = 0;
    for (let at = 0; at < order.length; at++) {
      if (at % BETWEEN_PAUSES === 0) await pause();
      const violation = state.ascend(order[at]!);
      if (violation === undefined) continue;
      order[kept++] = order[at]!;
      most = Math.max(most, violation);
    }
    if (most > enough) {
      order = order.subarray(0, kept);
      isWhole = false;
      continue;
    }
    if (isWhole && (state.gap() <= tolerance || enough < LEAST_VIOLATION)) return state.solutions(true);
    if (isWhole) enough *= NEXT_VIOLATION;
    state.reopen();
    order = everyone.slice();
    isWhole = true;
  }
  return state.solutions(state.gap() <= tolerance);
}

class MulticlassDual {
  private readonly X: SampleRows;
  /** The weights of each class, the bias last, float64, (nClasses, X.cols). */
  private readonly W: Float64Array;
  private readonly problem: MulticlassProblem;
  /** (nSamples, nClasses): in [0, cost] for the sample's class, <= 0 for the others; rows sum to 0. */
  private readonly alpha: Float64Array;
  private readonly curvature: Float64Array;
  /** For each sample the classes it is open to, then the others. */
  private readonly open: Int32Array;
  private readonly nOpen: Int32Array;
  private readonly slopes: Float64Array;
  private readonly targets: Float64Array;

  constructor(X: SampleRows, problem: MulticlassProblem) {
    const k = problem.nClasses;
    this.X = X;
    this.W = new Float64Array(k * X.cols);
    this.problem = problem;
    this.alpha = new Float64Array(X.rows * k);
    this.curvature = Float64Array.from({ length: X.rows }, (_, i) => X.squaredNorm(i));
    this.open = Int32Array.from(this.alpha, (_, at) => at % k);
    this.nOpen = new Int32Array(X.rows).fill(k);
    this.slopes = new Float64Array(k);
    this.targets = new Float64Array(k);
  }

  solutions(converged: boolean): MarginSolution[] {
    const { cols } = this.X;
    return Array.from({ length: this.problem.nClasses }, (_, m) => ({
      w: this.W.slice(m * cols, (m + 1) * cols),
      converged,
    }));
  }

  private score(i: number, m: number): number {
    return this.X.dot(i, this.W, m * this.X.cols);
  }

  reopen(): void {
    this.nOpen.fill(this.problem.nClasses);
  }

  /** Maximise over the classes of one sample.
   * @returns how far it was from its maximum, or undefined where it is passed over from now on. */
  ascend(i: number): number | undefined {
    const { alpha, slopes, open } = this;
    const k = this.problem.nClasses;
    const y = this.problem.positions[i]!;
    const cost = this.problem.costs[i]!;
    const bound = (m: number) => (m === y ? cost : 0);
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let at = i * k; at < i * k + this.nOpen[i]!; at++) {
      const m = open[at]!;
      const slope = this.score(i, m) + (m === y ? 0 : 1);
      slopes[m] = slope;
      if (slope > most) most = slope;
      if (slope < least && alpha[i * k + m]! < bound(m)) least = slope;
    }
    for (let at = i * k; at < i * k + this.nOpen[i]!; at++) {
      const m = open[at]!;
      if (alpha[i * k + m] !== bound(m) || slopes[m]! >= least) continue;
      const last = i * k + --this.nOpen[i]!;
      open[at--] = open[last]!;
      open[last] = m;
    }
    if (this.nOpen[i]! <= 1) return undefined;
    if (most - least > 0) this.solve(i);
    return Math.max(most - least, 0);
  }

  /** Solve the problem of one sample exactly, and move the weights along. */
  private solve(i: number): void {
    const { alpha, slopes, open } = this;
    const k = this.problem.nClasses;
    const y = this.problem.positions[i]!;
    const cost = this.problem.costs[i]!;
    const curvature = Math.max(this.curvature[i]!, Number.MIN_VALUE);
    const n = this.nOpen[i]!;
    const sorted = this.targets.subarray(0, n);
    for (let r = 0; r < n; r++) {
      const m = open[i * k + r]!;
      sorted[r] = slopes[m]! - curvature * alpha[i * k + m]! + (m === y ? curvature * cost : 0);
    }
    const level = levelOf(sorted, curvature * cost);
    for (let r = 0; r < n; r++) {
      const m = open[i * k + r]!;
      const before = alpha[i * k + m]!;
      const free = (level - slopes[m]!) / curvature + before;
      const after = Math.min(m === y ? cost : 0, free);
      if (Math.abs(after - before) < 1e-12 * cost) continue;
      alpha[i * k + m] = after;
      this.X.add(i, after - before, this.W, m * this.X.cols);
    }
  }

  /** The duality gap as a share of the objective. */
  gap(): number {
    const { alpha } = this;
    const { positions, costs, nClasses: k } = this.problem;
    let squares = 0;
    let loss = 0;
    let sum = 0;
    for (let i = 0; i < this.X.rows; i++) {
      const y = positions[i]!;
      const own = this.score(i, y);
      squares += alpha[i * k + y]! * own;
      let violation = 0;
      for (let m = 0; m < k; m++) {
        if (m === y) continue;
        const score = this.score(i, m);
        violation = Math.max(violation, 1 + score - own);
        squares += alpha[i * k + m]! * score;
        sum += alpha[i * k + m]!;
      }
      loss += costs[i]! * violation;
    }
    const objective = squares / 2 + loss;
    return objective === 0 ? 0 : (squares + loss + sum) / objective;
  }
}
