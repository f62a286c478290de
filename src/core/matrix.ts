/** A dense float32 matrix, row-major: entry (i, j) is `data[i * cols + j]`. Rows are samples, columns features. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly cols: number;
}

/** Wrap row-major values, or make a matrix of zeros.
 * @throws {RangeError} If `data` does not hold rows × cols values. */
export function matrix(
  rows: number,
  cols: number,
  data: Float32Array = new Float32Array(rows * cols),
): Matrix {
  if (data.length !== rows * cols) {
    throw new RangeError(
      `Cannot make a ${rows}×${cols} matrix as data must hold ${rows * cols} values: it holds ${data.length}`,
    );
  }
  return { data, rows, cols };
}

/** Build a matrix from rows of equal length. */
export function matrixFrom(rows: readonly ArrayLike<number>[]): Matrix {
  const cols = rows[0]?.length ?? 0;
  const result = matrix(rows.length, cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) {
      throw new RangeError(
        `Cannot make a matrix as rows must have equal length: row ${i} has ${row.length}, row 0 has ${cols}`,
      );
    }
    result.data.set(row, i * cols);
  });
  return result;
}

/** Row `i` as a view of shape (cols,): writing to it writes to the matrix. */
export function rowOf(X: Matrix, i: number): Float32Array {
  return X.data.subarray(i * X.cols, (i + 1) * X.cols);
}

/** Copy the named rows, in their order, into a new matrix of shape (indices.length, cols). */
export function takeRows(X: Matrix, indices: ArrayLike<number>): Matrix {
  const result = matrix(indices.length, X.cols);
  for (let i = 0; i < indices.length; i++) result.data.set(rowOf(X, indices[i]!), i * X.cols);
  return result;
}

/** Copy the named entries of a label vector. */
export function takeLabels(y: Int32Array, indices: ArrayLike<number>): Int32Array {
  const result = new Int32Array(indices.length);
  for (let i = 0; i < indices.length; i++) result[i] = y[indices[i]!]!;
  return result;
}

/** The flat position of the first NaN or Infinity, or -1. */
export function firstNonFinite(X: Matrix): number {
  const { data } = X;
  // 0 times anything finite is 0: one pass without a branch, four sums at a time as none waits for another.
  let p0 = 0;
  let p1 = 0;
  let p2 = 0;
  let p3 = 0;
  let i = 0;
  for (; i + 4 <= data.length; i += 4) {
    p0 += data[i]! * 0;
    p1 += data[i + 1]! * 0;
    p2 += data[i + 2]! * 0;
    p3 += data[i + 3]! * 0;
  }
  for (; i < data.length; i++) p0 += data[i]! * 0;
  return p0 + p1 + p2 + p3 === 0 ? -1 : data.findIndex((value) => !Number.isFinite(value));
}
