import { type Matrix, matrix, rowOf } from '../../core/index.ts';
import { product } from '../../linalg/index.ts';
import { type Inverses, inversesOf } from './ridge-inverses.ts';
import { type RidgeSystem, timesInverse } from './ridge-system.ts';

/** Values of projected samples held at a time: 4 MB of float32, which stay in the cache. */
const BLOCK_VALUES = 1_000_000;

/** What leaving out one sample at a time says of the alphas. */
export interface LeftOut {
  /** The squared error of each sample by the model fitted without it, times its weight, on average over samples and
   * targets, for each alpha; NaN for a single sample with an intercept. Float64, (alphas.length,). */
  readonly errors: Float64Array;
  /** Position of the alpha with the least error, the first of equals. */
  readonly best: number;
  /** The right-hand sides times the inverse for that alpha, float32, (nTargets, size). */
  readonly solved: Matrix;
}

/** Compare alphas by leaving out one sample at a time, in closed form, and solve for the best.
 * Cost: O(nSamples · size²) for each factor that {@link inversesOf} makes, size = min(nSamples, nFeatures).
 * Source: Rifkin & Lippert, Notes on regularized least squares, MIT-CSAIL-TR-2007-025. */
export async function leaveOneOut(
  system: RidgeSystem,
  alphas: readonly number[],
  pause: () => Promise<void>,
): Promise<LeftOut> {
  const errors = new Float64Array(alphas.length);
  let best = 0;
  let kept: { readonly vectors: Matrix; readonly scale: Float32Array } | undefined;
  const measure = system.design.isWide ? wideErrors : tallErrors;
  for await (const inverses of inversesOf(system, alphas)) {
    await pause();
    const found = await measure(system, inverses, pause);
    for (const [a, position] of inverses.positions.entries()) {
      errors[position] = found[a]!;
      const isBetter = found[a]! < errors[best]! || (found[a] === errors[best] && position < best);
      if (kept !== undefined && !isBetter) continue;
      best = position;
      kept = { vectors: inverses.vectors, scale: rowOf(inverses.scales, a) };
    }
  }
  return { errors, best, solved: await timesInverse(system.right, kept!.vectors, kept!.scale) };
}

/** With G = A·Aᵀ + alpha·I the error of sample i is (G⁻¹y)_i / (G⁻¹)_ii. */
async function wideErrors(
  { targets, roots, fitIntercept }: RidgeSystem,
  { vectors, scales }: Inverses,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const n = roots.length;
  const errors = new Float64Array(scales.rows);
  const rootRow = matrix(1, n, Float32Array.from(roots));
  const total = sumOfSquares(roots);
  for (let a = 0; a < errors.length; a++) {
    await pause();
    const scale = rowOf(scales, a);
    const C = await timesInverse(targets, vectors, scale);
    const diagonal = inverseDiagonal(vectors, scale);
    if (fitIntercept) {
      const g = (await timesInverse(rootRow, vectors, scale)).data;
      for (let i = 0; i < n; i++) diagonal[i]! -= (g[i]! * roots[i]!) / total;
    }
    for (let at = 0; at < C.data.length; at++) errors[a]! += (C.data[at]! / diagonal[at % n]!) ** 2;
    errors[a]! /= C.data.length;
  }
  return errors;
}

function inverseDiagonal({ data, rows, cols }: Matrix, scale: Float32Array): Float64Array {
  const diagonal = new Float64Array(cols);
  for (let v = 0; v < rows; v++) {
    for (let i = 0; i < cols; i++) diagonal[i]! += scale[v]! * data[v * cols + i]! ** 2;
  }
  return diagonal;
}

/** The error of sample i is (y_i − ŷ_i) / (1 − h_i), h its leverage. */
async function tallErrors(
  { design, targets, right, roots, fitIntercept }: RidgeSystem,
  { vectors, isLower, scales }: Inverses,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const [k, size] = [right.rows, right.cols];
  const nAlphas = scales.rows;
  const T = await product(right, vectors);
  const coefficients = matrix(nAlphas * k, size);
  for (let a = 0, at = 0; a < nAlphas; a++) {
    for (let t = 0; t < k; t++) {
      for (let v = 0; v < size; v++, at++) {
        coefficients.data[at] = T.data[t * size + v]! * scales.data[a * size + v]!;
      }
    }
  }
  const total = fitIntercept ? sumOfSquares(roots) : Number.POSITIVE_INFINITY;
  const errors = new Float64Array(nAlphas);
  const height = Math.max(1, Math.floor(BLOCK_VALUES / size));
  for (let from = 0; from < design.rows; from += height) {
    await pause();
    const end = Math.min(from + height, design.rows);
    const { sums, squares } = await design.projected!({ vectors, isLower, coefficients, scales }, from, end);
    for (let i = from, at = 0, h = 0; i < end; i++) {
      for (let a = 0; a < nAlphas; a++) {
        const rest = 1 - squares[h++]! - (roots[i]! * roots[i]!) / total;
        let left = 0;
        for (let t = 0; t < k; t++) left += (targets.data[t * design.rows + i]! - sums[at++]!) ** 2;
        errors[a]! += left / (rest * rest);
      }
    }
  }
  return errors.map((sum) => sum / (design.rows * k));
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
  return sum;
}
