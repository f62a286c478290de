import { firstNonFinite, type Matrix, matrix, takeRows } from './matrix.ts';

/** A float32 matrix of mostly zeros in compressed rows (CSR): the entries of row i stand at
 * `indptr[i]` … `indptr[i + 1] − 1` of `indices` (columns, ascending in each row) and `values`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly cols: number;
  /** int32, (rows + 1,), from 0 ascending to the number of entries. */
  readonly indptr: Int32Array;
  /** int32, (nEntries,). */
  readonly indices: Int32Array;
  /** float32, (nEntries,). */
  readonly values: Float32Array;
}

/** Features of samples, one row each. */
export type Features = Matrix | SparseMatrix;

/** Wrap compressed rows.
 * @throws {RangeError} If the arrays do not describe `rows` rows of ascending columns below `cols`. */
export function sparseMatrix(
  rows: number,
  cols: number,
  indptr: Int32Array,
  indices: Int32Array,
  values: Float32Array,
): SparseMatrix {
  const fail = (rule: string) => {
    throw new RangeError(`Cannot make a sparse ${rows}×${cols} matrix as ${rule}`);
  };
  if (indptr.length !== rows + 1) fail(`indptr must hold ${rows + 1} values: it holds ${indptr.length}`);
  if (indptr[0] !== 0 || indptr[rows] !== indices.length || indices.length !== values.length) {
    fail(
      `indptr must run from 0 to the number of entries: it runs from ${indptr[0]} to ${indptr[rows]}, with ${indices.length} indices and ${values.length} values`,
    );
  }
  for (let i = 0; i < rows; i++) {
    let previous = -1;
    if (indptr[i + 1]! < indptr[i]!) fail(`indptr must ascend: it falls after row ${i}`);
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) {
      const column = indices[at]!;
      if (column <= previous || column >= cols) {
        fail(`the columns of a row must ascend below ${cols}: row ${i} has ${column} after ${previous}`);
      }
      previous = column;
    }
  }
  return { rows, cols, indptr, indices, values };
}

export function isSparse(X: Features): X is SparseMatrix {
  return 'indptr' in X;
}

/** The same values with every zero written out; a dense matrix is given back as it is. */
export function toDense(X: Features): Matrix {
  if (!isSparse(X)) return X;
  const dense = matrix(X.rows, X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) {
      dense.data[i * X.cols + X.indices[at]!] = X.values[at]!;
    }
  }
  return dense;
}

/** The values that are not zero. */
export function toSparse(X: Matrix): SparseMatrix {
  const indptr = new Int32Array(X.rows + 1);
  for (let i = 0; i < X.rows; i++) {
    indptr[i + 1] = indptr[i]!;
    for (let j = 0; j < X.cols; j++) if (X.data[i * X.cols + j] !== 0) indptr[i + 1]!++;
  }
  const indices = new Int32Array(indptr[X.rows]!);
  const values = new Float32Array(indices.length);
  let at = 0;
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < X.cols; j++) {
      const value = X.data[i * X.cols + j]!;
      if (value === 0) continue;
      indices[at] = j;
      values[at++] = value;
    }
  }
  return { rows: X.rows, cols: X.cols, indptr, indices, values };
}

/** Copy the named rows, in their order, into a new matrix of shape (rows.length, cols) of the same kind. */
export function selectRows(X: Features, rows: ArrayLike<number>): Features {
  if (!isSparse(X)) return takeRows(X, rows);
  const indptr = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) {
    indptr[i + 1] = indptr[i]! + X.indptr[rows[i]! + 1]! - X.indptr[rows[i]!]!;
  }
  const indices = new Int32Array(indptr[rows.length]!);
  const values = new Float32Array(indices.length);
  for (let i = 0; i < rows.length; i++) {
    const [from, to] = [X.indptr[rows[i]!]!, X.indptr[rows[i]! + 1]!];
    indices.set(X.indices.subarray(from, to), indptr[i]!);
    values.set(X.values.subarray(from, to), indptr[i]!);
  }
  return { rows: rows.length, cols: X.cols, indptr, indices, values };
}

/** Where the first NaN or Infinity is, or undefined. */
export function findNonFinite(
  X: Features,
): { readonly row: number; readonly column: number; readonly value: number } | undefined {
  if (!isSparse(X)) {
    const at = firstNonFinite(X);
    return at < 0 ? undefined : { row: Math.floor(at / X.cols), column: at % X.cols, value: X.data[at]! };
  }
  const at = firstNonFinite({ data: X.values, rows: 1, cols: X.values.length });
  if (at < 0) return undefined;
  let row = 0;
  while (X.indptr[row + 1]! <= at) row++;
  return { row, column: X.indices[at]!, value: X.values[at]! };
}
