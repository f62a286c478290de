import { type Features, matrix, rowOf, type SparseMatrix, takeRows } from '../../core/index.ts';
import type { FeatureSpace } from '../types.ts';

/** The vectors of a space while they come in, in any order. */
export interface Rows {
  /** Copy a vector, shape (dim,), into row i; a second one takes the first one's place. */
  set(i: number, values: Float32Array): void;
  /** The named rows in their order; rows that were never set are zero. */
  take(kept: Int32Array): Features;
}

/** Start to collect the vectors of a space, as many as there are samples. */
export function collectRows({ dim, sparse }: FeatureSpace, nSamples: number): Rows {
  return sparse ? sparseRows(nSamples, dim) : denseRows(nSamples, dim);
}

function denseRows(nSamples: number, dim: number): Rows {
  const X = matrix(nSamples, dim);
  return {
    set: (i, values) => void rowOf(X, i).set(values),
    take: (kept) => (kept.length === nSamples ? X : takeRows(X, kept)),
  };
}

/** Keeps the values that are not zero: a text has some dozen words of thousands. */
function sparseRows(nSamples: number, dim: number): Rows {
  const columns = new Array<Int32Array>(nSamples).fill(new Int32Array(0));
  const entries = new Array<Float32Array>(nSamples).fill(new Float32Array(0));
  return {
    set: (i, values) => {
      columns[i] = Int32Array.from(values.keys()).filter((column) => values[column] !== 0);
      entries[i] = values.filter((value) => value !== 0);
    },
    take: (kept): SparseMatrix => {
      const indptr = new Int32Array(kept.length + 1);
      kept.forEach((row, i) => {
        indptr[i + 1] = indptr[i]! + entries[row]!.length;
      });
      const indices = new Int32Array(indptr[kept.length]!);
      const values = new Float32Array(indices.length);
      kept.forEach((row, i) => {
        indices.set(columns[row]!, indptr[i]!);
        values.set(entries[row]!, indptr[i]!);
      });
      return { rows: kept.length, cols: dim, indptr, indices, values };
    },
  };
}
