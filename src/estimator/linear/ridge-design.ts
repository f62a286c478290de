import { type Features, isSparse, type Matrix, matrix, type SparseMatrix } from '../../core/index.ts';
import { combine, gram, product, transpose, transposeSparse } from '../../linalg/index.ts';

/** A = diag(r)·(X − 1μᵀ), the features of a weighted least squares problem: r the roots of the samples' weights, μ their
 * weighted mean, or 0 without an intercept. */
export interface RidgeDesign {
  readonly rows: number;
  readonly cols: number;
  /** Whether `gram` is A·Aᵀ: where there are fewer samples than features. */
  readonly isWide: boolean;
  /** A·Aᵀ or Aᵀ·A, whichever is smaller, float32, symmetric. */
  readonly gram: Float32Array;
  /** C·A.
   * @param C float32, (k, rows).
   * @returns float32, (k, cols). */
  combined(C: Matrix): Promise<Matrix>;
  /** Rows of A times Vᵀ, for a tall A.
   * @param V float32, (k, cols).
   * @returns float32, (to − from, k). */
  projected(from: number, to: number, V: Matrix): Promise<Matrix>;
}

/** Make the design of dense features, with one float32 copy of them, or of sparse ones, whose centring stays implicit.
 * Cost: O(rows · cols · min(rows, cols)), or min(rows, cols) · entries. */
export function ridgeDesign(X: Features, mean: Float64Array, roots: Float64Array): Promise<RidgeDesign> {
  if (isSparse(X)) return sparseDesign(X, mean, roots);
  return X.rows < X.cols ? wideDesign(X, mean, roots) : tallDesign(X, mean, roots);
}

async function wideDesign(X: Matrix, mean: Float64Array, roots: Float64Array): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const A = matrix(rows, cols);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++, at++) A.data[at] = roots[i]! * (X.data[at]! - mean[j]!);
  }
  return {
    rows,
    cols,
    isWide: true,
    gram: await gram(A),
    combined: (C) => combine(C, A),
    projected: (from, to, V) => product(matrix(to - from, cols, A.data.subarray(from * cols, to * cols)), V),
  };
}

async function tallDesign(X: Matrix, mean: Float64Array, roots: Float64Array): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const At = centredTranspose(X, mean, roots);
  return {
    rows,
    cols,
    isWide: false,
    gram: await gram(At),
    combined: (C) => product(C, At),
    projected: (from, to, V) => {
      const columns = matrix(cols, to - from);
      for (let j = 0; j < cols; j++) {
        columns.data.set(At.data.subarray(j * rows + from, j * rows + to), j * columns.cols);
      }
      return product(transpose(columns), V);
    },
  };
}

/** Rows and columns that are turned together, so that both sides stay in the cache. */
const TILE = 32;

/** Aᵀ, float32, (cols, rows). */
function centredTranspose({ data, rows, cols }: Matrix, mean: Float64Array, roots: Float64Array): Matrix {
  const At = matrix(cols, rows);
  for (let i0 = 0; i0 < rows; i0 += TILE) {
    const iEnd = Math.min(i0 + TILE, rows);
    for (let j0 = 0; j0 < cols; j0 += TILE) {
      const jEnd = Math.min(j0 + TILE, cols);
      for (let j = j0; j < jEnd; j++) {
        const m = mean[j]!;
        for (let i = i0; i < iEnd; i++) At.data[j * rows + i] = roots[i]! * (data[i * cols + j]! - m);
      }
    }
  }
  return At;
}

/** A = Y − r·μᵀ with Y = diag(r)·X sparse. */
async function sparseDesign(X: SparseMatrix, mean: Float64Array, roots: Float64Array): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const isWide = rows < cols;
  const Y = scaledRows(X, roots);
  const Yt = transposeSparse(Y);
  const means = matrix(1, cols, Float32Array.from(mean));
  return {
    rows,
    cols,
    isWide,
    gram: isWide
      ? centredRows(await gram(Y), (await product(Y, means)).data, mean, roots)
      : centredColumns(await gram(Yt), mean, roots),
    combined: async (C) => {
      const CA = transpose(await product(Yt, C));
      for (let c = 0; c < C.rows; c++) {
        let shift = 0;
        for (let i = 0; i < rows; i++) shift += C.data[c * rows + i]! * roots[i]!;
        for (let j = 0; j < cols; j++) CA.data[c * cols + j]! -= shift * mean[j]!;
      }
      return CA;
    },
    projected: async (from, to, V) => {
      const P = await product(sliceOf(Y, from, to), V);
      const shifts = (await product(means, V)).data;
      for (let i = from, at = 0; i < to; i++) {
        for (let v = 0; v < V.rows; v++, at++) P.data[at]! -= roots[i]! * shifts[v]!;
      }
      return P;
    },
  };
}

/** A·Aᵀ of Y·Yᵀ. */
function centredRows(
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
function centredColumns(S: Float32Array, mean: Float64Array, roots: Float64Array): Float32Array {
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
