import { type Matrix, matrix } from '../../core/index.ts';
import {
  choleskyFactor,
  choleskySolve,
  combine,
  combine64,
  type Matrix64,
  product,
  product64,
  symmetricEigen,
  triangularInverse,
} from '../../linalg/index.ts';
import { type RidgeDesign, ridgeDesign } from './ridge-design.ts';
import { type RidgeMeans, type RidgeProblem, type RidgeSolution, ridgeMeans } from './ridge-problem.ts';

/** The normal equations of a ridge regression, or their dual where samples are fewer than features: what is the same for
 * every alpha. */
export interface RidgeSystem {
  readonly design: RidgeDesign;
  readonly means: RidgeMeans;
  /** Centred targets times the roots of the weights, float32, (nTargets, nSamples). */
  readonly targets: Matrix;
  /** Roots of the samples' weights, float64, (nSamples,). */
  readonly roots: Float64Array;
  /** What the inverse of gram + alpha·I is applied to, float32, (nTargets, size of gram). */
  readonly right: Matrix;
  readonly fitIntercept: boolean;
}

/** Eigenvalues of a gram matrix, none below 0, and its eigenvectors, float32, one a row. */
export interface GramEigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/** Cost: O(nSamples · nFeatures · min(nSamples, nFeatures)). */
export async function ridgeSystem(problem: RidgeProblem): Promise<RidgeSystem> {
  const means = ridgeMeans(problem);
  const roots = problem.weights.map(Math.sqrt);
  const targets = weightedTargets(problem, means.targets, roots);
  const design = await ridgeDesign(problem.X, means.features, roots, targets);
  return { design, means, targets, roots, right: design.right, fitIntercept: problem.fitIntercept };
}

/** Where right-hand sides are this many times fewer than unknowns, an inverse takes longer than solving for them. */
const FEW = 100;

/** Rows that are turned together: a cache line of the result. */
const TILE = 16;

/** diag(roots)·(targets − 1·meanᵀ), transposed: float32, (nTargets, nSamples). */
function weightedTargets(
  { targets, nTargets: k }: RidgeProblem,
  mean: Float64Array,
  roots: Float64Array,
): Matrix {
  const n = roots.length;
  const turned = matrix(k, n);
  for (let from = 0; from < n; from += TILE) {
    const end = Math.min(from + TILE, n);
    for (let t = 0; t < k; t++) {
      for (let i = from; i < end; i++) turned.data[t * n + i] = roots[i]! * (targets[i * k + t]! - mean[t]!);
    }
  }
  return turned;
}

/** The minimum for one alpha, by Cholesky's factor, or by eigenvalues where rounding leaves none.
 * @param alpha above 0.
 * Cost: O(min(nSamples, nFeatures)³). */
export async function solveRidge(system: RidgeSystem, alpha: number): Promise<RidgeSolution> {
  const { right } = system;
  const factor = await gramFactor(system, alpha);
  if (factor === undefined) {
    const { values, vectors } = gramEigen(system);
    return solutionOf(system, await timesInverse(right, vectors, inverseScale(values, alpha)));
  }
  const { rows, cols } = right;
  const solved = new Float64Array(right.data);
  if (rows * FEW < cols) choleskySolve(factor.data, cols, solved);
  else await timesInverseOf(factor, rows, solved);
  return solutionOf(system, matrix(rows, cols, new Float32Array(solved)));
}

/** Replace every row of B by itself times (L·Lᵀ)⁻¹.
 * @param factor L, which is overwritten. @param B float64, (rows × size of L). */
async function timesInverseOf(factor: Matrix64, rows: number, B: Float64Array): Promise<void> {
  const { cols } = factor;
  await triangularInverse(factor.data, cols);
  const half = await product64({ rows, cols, data: B }, factor);
  B.set(await combine64({ rows, cols, data: half }, factor));
}

/** V of (gram + alpha·I)⁻¹ = Vᵀ·V: the inverse of Cholesky's factor, or undefined where rounding leaves none. */
export async function inverseFactor(system: RidgeSystem, alpha: number): Promise<Matrix64 | undefined> {
  const factor = await gramFactor(system, alpha);
  if (factor !== undefined) await triangularInverse(factor.data, factor.rows);
  return factor;
}

/** L of gram + alpha·I = L·Lᵀ, or undefined where rounding leaves none. */
async function gramFactor({ design, right }: RidgeSystem, alpha: number): Promise<Matrix64 | undefined> {
  const n = right.cols;
  const data = new Float64Array(design.gram);
  for (let i = 0; i < n; i++) data[i * n + i]! += alpha;
  return (await choleskyFactor(data, n)) ? { data, rows: n, cols: n } : undefined;
}

export function gramEigen({ design, right }: RidgeSystem): GramEigen {
  const n = right.cols;
  const { values, vectors } = symmetricEigen(new Float64Array(design.gram), n);
  return {
    values: values.map((value) => Math.max(value, 0)),
    vectors: matrix(n, n, Float32Array.from(vectors)),
  };
}

/** s of (gram + alpha·I)⁻¹ = Vᵀ·diag(s)·V, V the eigenvectors: float32, (size,). */
export function inverseScale(values: Float64Array, alpha: number): Float32Array {
  return Float32Array.from(values, (value) => 1 / (value + alpha));
}

/** B·Vᵀ·diag(scale)·V.
 * @param B float32, (k, size). @returns float32, (k, size). */
export async function timesInverse(B: Matrix, V: Matrix, scale: Float32Array): Promise<Matrix> {
  const P = await product(B, V);
  for (let at = 0; at < P.data.length; at++) P.data[at]! *= scale[at % P.cols]!;
  return combine(P, V);
}

/** Weights and intercept of the solved system.
 * @param solved float32, (nTargets, size of gram). */
export async function solutionOf({ design, means }: RidgeSystem, solved: Matrix): Promise<RidgeSolution> {
  const weights = design.isWide ? await design.combined!(solved) : solved;
  const intercept = means.targets.map((mean, t) => {
    let sum = mean;
    for (let j = 0; j < weights.cols; j++) sum -= weights.data[t * weights.cols + j]! * means.features[j]!;
    return sum;
  });
  return { weights, intercept };
}
