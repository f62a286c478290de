import { type Features, isSparse, type Matrix, matrix, type SparseMatrix } from '../../core/index.ts';
import {
  combine,
  gram,
  type Projection,
  product,
  transpose,
  transposeSparse,
  weightedMoments,
  weightedProjection,
} from '../../linalg/index.ts';

/** A = diag(r)·(X − 1μᵀ), the features of a weighted least squares problem: r the roots of the samples' weights, μ their
 * weighted mean, or 0 without an intercept. */
export interface RidgeDesign {
  readonly rows: number;
  readonly cols: number;
  /** Whether `gram` is A·Aᵀ: where there are fewer samples than features. */
  readonly isWide: boolean;
  /** A·Aᵀ or Aᵀ·A, whichever is smaller: float32, its lower triangle. */
  readonly gram: Float32Array;
  /** The targets of a wide A; of a tall one, targets·A. Float32, (nTargets, size of gram). */
  readonly right: Matrix;
  /** C·A, for a wide A.
   * @param C float32, (k, rows).
   * @returns float32, (k, cols). */
  combined?(C: Matrix): Promise<Matrix>;
  /** Of the rows `from` to `end` of P = A·Vᵀ: `sums` = P·coefficientsᵀ and `squares` = (P∘P)·scalesᵀ, for a tall A.
   * @returns float32, (end − from, coefficients.rows) and (end − from, scales.rows). */
  projected?(
    projection: Projection,
    from: number,
    end: number,
  ): Promise<{ sums: Float32Array; squares: Float32Array }>;
}

/** Make the design of dense features, of which at most a tall one's blocks or a wide one's copy are float32 values beside
 * them, or of sparse ones, whose centring stays implicit.
 * Cost: O(rows · cols · min(rows, cols)), or min(rows, cols) · entries. */
export function ridgeDesign(
  X: Features,
  mean: Float64Array,
  roots: Float64Array,
  targets: Matrix,
): Promise<RidgeDesign> {
  if (isSparse(X)) return sparseDesign(X, mean, roots, targets);
  return X.rows < X.cols ? wideDesign(X, mean, roots, targets) : tallDesign(X, mean, roots, targets);
}

async function wideDesign(
  X: Matrix,
  mean: Float64Array,
  roots: Float64Array,
  targets: Matrix,
): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const A = matrix(rows, cols);
  for (let i = 0, at = 0; i < rows; i++) {
    const root = roots[i]!;
    for (let j = 0; j < cols; j++, at++) A.data[at] = root * (X.data[at]! - mean[j]!);
  }
  return {
    rows,
    cols,
    isWide: true,
    gram: await gram(A),
    right: targets,
    combined: (C) => combine(C, A),
  };
}

async function tallDesign(
  X: Matrix,
  mean: Float64Array,
  roots: Float64Array,
  targets: Matrix,
): Promise<RidgeDesign> {
  const A = { X, mean, roots };
  return {
    rows: X.rows,
    cols: X.cols,
    isWide: false,
    ...(await weightedMoments(A, targets)),
    projected: (projection, from, end) => weightedProjection(A, projection, from, end),
  };
}

/** A = Y − r·μᵀ with Y = diag(r)·X sparse. */
async function sparseDesign(
  X: SparseMatrix,
  mean: Float64Array,
  roots: Float64Array,
  targets: Matrix,
): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const isWide = rows < cols;
  const Y = scaledRows(X, roots);
  const Yt = transposeSparse(Y);
  const means = matrix(1, cols, Float32Array.from(mean));
  const combined = async (C: Matrix) => {
    const CA = transpose(await product(Yt, C));
    for (let c = 0; c < C.rows; c++) {
      let shift = 0;
      for (let i = 0; i < rows; i++) shift += C.data[c * rows + i]! * roots[i]!;
      for (let j = 0; j < cols; j++) CA.data[c * cols + j]! -= shift * mean[j]!;
    }
    return CA;
  };
  return {
    rows,
    cols,
    isWide,
    gram: isWide
      ? centredGramOfRows(await gram(Y), (await product(Y, means)).data, mean, roots)
      : centredGramOfColumns(await gram(Yt), mean, roots),
    right: isWide ? targets : await combined(targets),
    combined,
    projected: async ({ vectors, coefficients, scales }, from, end) => {
      const P = await product(sliceOf(Y, from, end), vectors);
      const shifts = (await product(means, vectors)).data;
      for (let i = from, at = 0; i < end; i++) {
        for (let v = 0; v < vectors.rows; v++, at++) P.data[at]! -= roots[i]! * shifts[v]!;
      }
      const sums = (await product(P, coefficients)).data;
      for (let at = 0; at < P.data.length; at++) P.data[at]! *= P.data[at]!;
      return { sums, squares: (await product(P, scales)).data };
    },
  };
}

/** A·Aᵀ of Y·Yᵀ. */
function centredGramOfRows(
  K: Float32Array,
  toMean: Float32Array,
  mean: Float64Array,
  roots: Float64Array,
): Float32Array {
  const n = roots.length;
  const squares = mean.reduce((sum, value) => sum + value * value, 0);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j < n; j++, at++) {
      K[at]! += squares * roots[i]! * roots[j]! - toMean[i]! * roots[j]! - roots[i]! * toMean[j]!;
    }
  }
  return K;
}

/** Aᵀ·A of Yᵀ·Y. */
function centredGramOfColumns(S: Float32Array, mean: Float64Array, roots: Float64Array): Float32Array {
  const d = mean.length;
  const total = roots.reduce((sum, root) => sum + root * root, 0);
  for (let i = 0, at = 0; i < d; i++) {
    for (let j = 0; j < d; j++, at++) S[at]! -= total * mean[i]! * mean[j]!;
  }
  return S;
}

function scaledRows(X: SparseMatrix, roots: Float64Array): SparseMatrix {
  const values = X.values.slice();
  for (let i = 0; i < X.rows; i++) {
    for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) values[at]! *= roots[i]!;
  }
  return { ...X, values };
}

function sliceOf({ cols, indptr, indices, values }: SparseMatrix, from: number, to: number): SparseMatrix {
  const [first, last] = [indptr[from]!, indptr[to]!];
  return {
    rows: to - from,
    cols,
    indptr: indptr.slice(from, to + 1).map((at) => at - first),
    indices: indices.subarray(first, last),
    values: values.subarray(first, last),
  };
}
