import type { Matrix } from '../../core/index.ts';
import {
  choleskyFactor,
  choleskySolve,
  combine64,
  type Matrix64,
  product64,
  symmetricEigen,
} from '../../linalg/index.ts';

/** Directions whose variance, with features scaled to variance 1, is at most this carry no information: the square of what
 * scikit-learn asks of a singular value. */
const LEAST_VARIANCE = 1e-8;
/** Steps of inverse iteration: enough to tell orders of magnitude apart. */
const ITERATIONS = 3;

/** The solution of a system whose matrix may be singular. */
export interface Solution {
  /** S⁺ b for every right-hand side, float64, (k × n). */
  readonly solutions: Float64Array;
  /** Directions that were used; n where S is regular. */
  readonly rank: number;
}

/** Solve S x = b for every row b of B, S a covariance. By a Cholesky factor where S is regular, else by eigenvectors,
 * directions without variance left out.
 * @param S float64, (n × n), which is overwritten. @param B float64, (k × n).
 * Cost: O(n³ + k · n²), several times as much where S is singular. */
export async function solveCovariance(S: Float64Array, n: number, B: Float64Array): Promise<Solution> {
  const { scales, varying } = standardise(S, n);
  const scaled = B.map((value, at) => value * scales[at % n]!);
  const solved = (await solveRegular(S, n, scaled)) ?? (await solveSingular(S, n, scaled));
  const constant = n - varying;
  return {
    solutions: solved.solutions.map((value, at) => value * scales[at % n]!),
    // features without variance were decoupled from the others, with variance 1 and weight 0
    rank: solved.rank - constant,
  };
}

/** Scale the features of S to variance 1; a feature without variance is made independent of the others and gets the
 * scale 0.
 * @returns 1 / the standard deviations. */
function standardise(S: Float64Array, n: number) {
  const scales = new Float64Array(n);
  for (let i = 0; i < n; i++) if (S[i * n + i]! > 0) scales[i] = 1 / Math.sqrt(S[i * n + i]!);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) S[i * n + j]! *= scales[i]! * scales[j]!;
    S[i * n + i] = 1;
  }
  return { scales, varying: scales.filter((scale) => scale > 0).length };
}

async function solveRegular(R: Float64Array, n: number, B: Float64Array): Promise<Solution | undefined> {
  const L = R.slice();
  const isRegular = await choleskyFactor(L, n, LEAST_VARIANCE);
  if (!isRegular || leastEigenvalue(L, n) <= LEAST_VARIANCE) return undefined;
  const solutions = B.slice();
  choleskySolve(L, n, solutions);
  return { solutions, rank: n };
}

/** The least eigenvalue of L Lᵀ, from above, by inverse iteration. */
function leastEigenvalue(L: Float64Array, n: number): number {
  // no eigenvector of a covariance is likely to be orthogonal to this
  const x = Float64Array.from({ length: n }, (_, i) => Math.sin(1 + i * i));
  let growth = 1;
  for (let step = 0; step < ITERATIONS; step++) {
    const length = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    for (let i = 0; i < n; i++) x[i]! /= length;
    choleskySolve(L, n, x);
    growth = Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  }
  return 1 / growth;
}

async function solveSingular(R: Float64Array, n: number, B: Float64Array): Promise<Solution> {
  const { values, vectors } = symmetricEigen(R, n);
  const rank = values.filter((value) => value > LEAST_VARIANCE).length;
  const V: Matrix64 = { data: vectors.subarray(0, rank * n), rows: rank, cols: n };
  const k = B.length / n;
  const along = await product64({ data: B, rows: k, cols: n }, V);
  const weights = along.map((value, at) => value / values[at % rank]!);
  return { solutions: await combine64({ data: weights, rows: k, cols: rank }, V), rank };
}

/** Solve the same system for S = Σ (x − mean)(x − mean)ᵀ / nSamples of fewer samples than features, by the products of the
 * samples with each other.
 * @param Z centred samples with features scaled to variance 1, float64, (nSamples, nFeatures).
 * @param B float64, (k × nFeatures), scaled alike.
 * Cost: O(nSamples² · nFeatures + nSamples³). */
export async function solveFewSamples(Z: Matrix64, B: Float64Array): Promise<Solution> {
  const n = Z.rows;
  const K = (await product64(Z, Z)).map((value) => value / n);
  const { values, vectors } = symmetricEigen(K, n);
  const rank = values.filter((value) => value > LEAST_VARIANCE).length;
  const k = B.length / Z.cols;
  if (rank === 0) return { solutions: new Float64Array(B.length), rank };
  const U: Matrix64 = { data: vectors.subarray(0, rank * n), rows: rank, cols: n };
  // with Z = √n U Λ^½ Vᵀ, the inverse V Λ⁻¹ Vᵀ is Zᵀ U Λ⁻² Uᵀ Z / n
  const alongSamples = await product64({ data: B, rows: k, cols: Z.cols }, Z);
  const along = await product64({ data: alongSamples, rows: k, cols: n }, U);
  const weights = along.map((value, at) => value / (n * values[at % rank]! ** 2));
  const ofSamples = await combine64({ data: weights, rows: k, cols: rank }, U);
  return { solutions: await combine64({ data: ofSamples, rows: k, cols: n }, Z), rank };
}

/** The samples of `rows`, centred on their groups' means and divided by `deviations`, or 0 where those are 0; float64. */
export function standardisedRows(
  X: Matrix,
  rows: Int32Array,
  starts: Int32Array,
  means: Float64Array,
  deviations: Float64Array,
): Matrix64 {
  const d = X.cols;
  const data = new Float64Array(rows.length * d);
  const scales = deviations.map((deviation) => (deviation > 0 ? 1 / deviation : 0));
  for (let c = 0; c + 1 < starts.length; c++) {
    for (let i = starts[c]!; i < starts[c + 1]!; i++) {
      for (let f = 0; f < d; f++) {
        data[i * d + f] = (X.data[rows[i]! * d + f]! - means[c * d + f]!) * scales[f]!;
      }
    }
  }
  return { data, rows: rows.length, cols: d };
}
