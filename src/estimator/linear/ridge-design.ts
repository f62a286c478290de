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
  /** The targets of a wide A; of a tall one, targets·A. Float32, (nTargets, size of gram). */
  readonly right: Matrix;
  /** C·A, for a wide A.
   * @param C float32, (k, rows).
   * @returns float32, (k, cols). */
  combined?(C: Matrix): Promise<Matrix>;
  /** Rows of A times Vᵀ, for a tall A.
   * @param V float32, (k, cols).
   * @returns float32, (to − from, k). */
  projected(from: number, to: number, V: Matrix): Promise<Matrix>;
}

/** Make the design of dense features, with one float32 copy of them at most, or of sparse ones, whose centring stays implicit.
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
  const A = centredRows(X, 0, rows, mean, roots);
  return {
    rows,
    cols,
    isWide: true,
    gram: await gram(A),
    right: targets,
    combined: (C) => combine(C, A),
    projected: (from, to, V) => product(matrix(to - from, cols, A.data.subarray(from * cols, to * cols)), V),
  };
}

/** Values of A that are made at a time: 64 MB of float32. */
const BLOCK_VALUES = 16_000_000;

/** A is made block by block of rows, where it is used, in the same memory. */
async function tallDesign(
  X: Matrix,
  mean: Float64Array,
  roots: Float64Array,
  targets: Matrix,
): Promise<RidgeDesign> {
  const { rows, cols } = X;
  const height = Math.min(rows, Math.max(cols, Math.floor(BLOCK_VALUES / cols)));
  const memory = new Float32Array(cols * height);
  let products: Float32Array | undefined;
  let right: Float32Array | undefined;
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(from + height, rows);
    const At = matrix(cols, to - from, memory.subarray(0, cols * (to - from)));
    transposeCentred(X, from, mean, roots, At);
    products = sumOf(products, await gram(At));
    right = sumOf(right, (await product(columnsOf(targets, from, to), At)).data);
  }
  return {
    rows,
    cols,
    isWide: false,
    gram: products!,
    right: matrix(targets.rows, cols, right),
    projected: (from, to, V) => product(centredRows(X, from, to, mean, roots), V),
  };
}

/** The second list added to the first, in place. */
function sumOf(total: Float32Array | undefined, part: Float32Array): Float32Array {
  if (total === undefined) return part;
  for (let at = 0; at < total.length; at++) total[at]! += part[at]!;
  return total;
}

function columnsOf({ data, rows, cols }: Matrix, from: number, to: number): Matrix {
  const part = matrix(rows, to - from);
  for (let i = 0; i < rows; i++) part.data.set(data.subarray(i * cols + from, i * cols + to), i * part.cols);
  return part;
}

/** Rows of A. */
function centredRows(
  { data, cols }: Matrix,
  from: number,
  to: number,
  mean: Float64Array,
  roots: Float64Array,
): Matrix {
  const A = matrix(to - from, cols);
  for (let i = from, at = 0; i < to; i++) {
    const root = roots[i]!;
    for (let j = 0; j < cols; j++, at++) A.data[at] = root * (data[i * cols + j]! - mean[j]!);
  }
  return A;
}

/** Rows and columns that are turned together, so that both sides stay in the cache. */
const TILE = 32;

/** Write the rows of A from `from` on into the columns of At. */
function transposeCentred(
  { data, cols }: Matrix,
  from: number,
  mean: Float64Array,
  roots: Float64Array,
  At: Matrix,
): void {
  const to = from + At.cols;
  for (let i0 = from; i0 < to; i0 += TILE) {
    const iEnd = Math.min(i0 + TILE, to);
    for (let j0 = 0; j0 < cols; j0 += TILE) {
      const jEnd = Math.min(j0 + TILE, cols);
      for (let j = j0; j < jEnd; j++) {
        const m = mean[j]!;
        const row = j * At.cols - from;
        for (let i = i0; i < iEnd; i++) At.data[row + i] = roots[i]! * (data[i * cols + j]! - m);
      }
    }
  }
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
