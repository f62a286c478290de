import { matrix } from '../../core/index.ts';
import { designMatrix, dot64 } from '../../linalg/index.ts';
import { type RidgeProblem, type RidgeSolution, ridgeMeans } from './ridge-problem.ts';

export interface ConjugateGradientOptions {
  readonly alpha: number;
  /** Converged when the residual is at most this share of the right-hand side. */
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly pause: () => Promise<void>;
}

/** One target on its way: (XᵀDX + alpha·I)·w = XᵀDy with centred X and y. */
interface Target {
  readonly w: Float64Array;
  readonly residual: Float64Array;
  readonly conjugate: Float64Array;
  squares: number;
  isSolved: boolean;
}

/** The minimum of a ridge regression by conjugate gradients on products with X, all targets together: nothing the size
 * of X is made, and sparse X stays sparse. Centring is a last column of ones whose weight is −μ·w.
 * Cost: O(entries of X · nTargets) per iteration.
 * Source: Hestenes & Stiefel, Methods of conjugate gradients for solving linear systems (1952). */
export async function solveRidgeByGradients(
  problem: RidgeProblem,
  { alpha, tolerance, maxIterations, pause }: ConjugateGradientOptions,
): Promise<RidgeSolution & { readonly converged: boolean }> {
  const { X, nTargets: k, weights } = problem;
  const means = ridgeMeans(problem);
  const A = designMatrix(X, problem.fitIntercept ? 1 : 0);
  const d = X.cols;
  const right = await A.transposedTimes(
    Float32Array.from(problem.targets, (y, at) => {
      return weights[Math.floor(at / k)]! * (y - means.targets[at % k]!);
    }),
    k,
  );
  const targets = Array.from({ length: k }, (_, t): Target => {
    const residual = Float64Array.from({ length: d }, (_, j) => right[j * k + t]!);
    return {
      w: new Float64Array(d),
      residual,
      conjugate: residual.slice(),
      squares: dot64(residual, residual),
      isSolved: false,
    };
  });
  const goals = new Map(targets.map((target) => [target, tolerance * tolerance * target.squares]));
  const D = Float32Array.from({ length: X.rows * k }, (_, at) => weights[Math.floor(at / k)]!);
  for (let iteration = 0; iteration <= maxIterations; iteration++) {
    for (const target of targets) target.isSolved = target.squares <= goals.get(target)!;
    if (iteration === maxIterations || targets.every(({ isSolved }) => isSolved)) break;
    await pause();
    const V = new Float32Array((d + 1) * k);
    targets.forEach(({ conjugate }, t) => {
      for (let j = 0; j < d; j++) V[j * k + t] = conjugate[j]!;
      V[d * k + t] = -dot64(conjugate, means.features);
    });
    const { HV } = await A.normalTimes(V, D, k);
    targets.forEach((target, t) => {
      if (!target.isSolved) advance(target, HV, t, k, alpha);
    });
  }
  const solved = matrix(k, d);
  targets.forEach(({ w }, t) => {
    solved.data.set(w, t * d);
  });
  return {
    weights: solved,
    intercept: means.targets.map((mean, t) => mean - dot64(targets[t]!.w, means.features)),
    converged: targets.every(({ isSolved }) => isSolved),
  };
}

function advance(target: Target, HV: Float32Array, t: number, k: number, alpha: number): void {
  const { w, residual, conjugate, squares } = target;
  let curvature = 0;
  for (let j = 0; j < w.length; j++) curvature += conjugate[j]! * (HV[j * k + t]! + alpha * conjugate[j]!);
  const step = squares / curvature;
  for (let j = 0; j < w.length; j++) {
    w[j]! += step * conjugate[j]!;
    residual[j]! -= step * (HV[j * k + t]! + alpha * conjugate[j]!);
  }
  target.squares = dot64(residual, residual);
  const ratio = target.squares / squares;
  for (let j = 0; j < w.length; j++) conjugate[j] = residual[j]! + ratio * conjugate[j]!;
}
