import { type Features, isSparse, type Matrix, type SparseMatrix } from '../../core/index.ts';

/** The samples of X one at a time, with one more column that holds `bias`, as coordinate descent wants them. */
export interface SampleRows {
  readonly rows: number;
  /** Features and the column of the bias. */
  readonly cols: number;
  /** Squared length of sample i. */
  squaredNorm(i: number): number;
  /** Sample i times w[from … from + cols). */
  dot(i: number, w: Float64Array, from: number): number;
  /** w[from … from + cols) += scale · sample i. */
  add(i: number, scale: number, w: Float64Array, from: number): void;
}

/** Look at X sample by sample; nothing is copied. */
export function sampleRows(X: Features, bias: number): SampleRows {
  return isSparse(X) ? new SparseRows(X, bias) : new DenseRows(X, bias);
}

class DenseRows implements SampleRows {
  readonly rows: number;
  readonly cols: number;
  private readonly data: Float32Array;
  private readonly d: number;
  private readonly bias: number;

  constructor(X: Matrix, bias: number) {
    this.rows = X.rows;
    this.cols = X.cols + 1;
    this.data = X.data;
    this.d = X.cols;
    this.bias = bias;
  }

  squaredNorm(i: number): number {
    const { data, d } = this;
    let sum = this.bias * this.bias;
    for (let at = i * d; at < (i + 1) * d; at++) sum += data[at]! * data[at]!;
    return sum;
  }

  dot(i: number, w: Float64Array, from: number): number {
    const { data, d } = this;
    const x = i * d;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let f = 0;
    for (; f + 4 <= d; f += 4) {
      s0 += data[x + f]! * w[from + f]!;
      s1 += data[x + f + 1]! * w[from + f + 1]!;
      s2 += data[x + f + 2]! * w[from + f + 2]!;
      s3 += data[x + f + 3]! * w[from + f + 3]!;
    }
    for (; f < d; f++) s0 += data[x + f]! * w[from + f]!;
    return s0 + s1 + s2 + s3 + this.bias * w[from + d]!;
  }

  add(i: number, scale: number, w: Float64Array, from: number): void {
    const { data, d } = this;
    const x = i * d;
    let f = 0;
    for (; f + 4 <= d; f += 4) {
      w[from + f]! += scale * data[x + f]!;
      w[from + f + 1]! += scale * data[x + f + 1]!;
      w[from + f + 2]! += scale * data[x + f + 2]!;
      w[from + f + 3]! += scale * data[x + f + 3]!;
    }
    for (; f < d; f++) w[from + f]! += scale * data[x + f]!;
    w[from + d]! += scale * this.bias;
  }
}

class SparseRows implements SampleRows {
  readonly rows: number;
  readonly cols: number;
  private readonly X: SparseMatrix;
  private readonly bias: number;

  constructor(X: SparseMatrix, bias: number) {
    this.rows = X.rows;
    this.cols = X.cols + 1;
    this.X = X;
    this.bias = bias;
  }

  squaredNorm(i: number): number {
    const { indptr, values } = this.X;
    let sum = this.bias * this.bias;
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) sum += values[at]! * values[at]!;
    return sum;
  }

  dot(i: number, w: Float64Array, from: number): number {
    const { indptr, indices, values } = this.X;
    let sum = this.bias * w[from + this.X.cols]!;
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) sum += values[at]! * w[from + indices[at]!]!;
    return sum;
  }

  add(i: number, scale: number, w: Float64Array, from: number): void {
    const { indptr, indices, values } = this.X;
    for (let at = indptr[i]!; at < indptr[i + 1]!; at++) w[from + indices[at]!]! += scale * values[at]!;
    w[from + this.X.cols]! += scale * this.bias;
  }
}
