import type { Matrix } from '../../core/index.ts';
import { type Kernel, kernelMatrix, transpose } from '../../linalg/index.ts';

/** Kernel values of samples named by number, computed or looked up. */
export interface KernelSource {
  /** Write K(a, b) for every a and b: row i of `out` begins at i · stride. One call at a time. */
  fill(a: Int32Array, b: Int32Array, out: Float32Array, stride: number): Promise<void>;
  /** K(i, i) of each of the samples. */
  diagonal(samples: Int32Array): Promise<Float64Array>;
}

/** Samples on a side of one product: large enough for its speed, small enough for its memory. */
const TILE = 512;
/** The same for the diagonal, of whose products all other values are lost. */
const DIAGONAL_TILE = 32;

/** Kernel values computed from features, tile by tile.
 * @param X float32, (nSamples, nFeatures); samples are its rows. */
export function featureSource(X: Matrix, kernel: Kernel): KernelSource {
  // Rows are copied into the same two buffers for every tile: new ones would outgrow X before they are collected.
  const [left, right] = [new RowBuffer(X), new RowBuffer(X)];
  return {
    fill: async (a, b, out, stride) => {
      for (let i = 0; i < a.length; i += TILE) {
        const A = left.take(a.subarray(i, i + TILE));
        // Of a symmetric matrix half the tiles are enough.
        for (let j = a === b ? i : 0; j < b.length; j += TILE) {
          const K = await kernelMatrix(A, right.take(b.subarray(j, j + TILE)), kernel);
          copyTile(K, out, i * stride + j, stride);
          if (a === b && j > i) copyTile(transpose(K), out, j * stride + i, stride);
        }
      }
    },
    diagonal: async (samples) => {
      if (kernel.kind === 'rbf') return new Float64Array(samples.length).fill(1);
      const diagonal = new Float64Array(samples.length);
      for (let i = 0; i < samples.length; i += DIAGONAL_TILE) {
        const A = left.take(samples.subarray(i, i + DIAGONAL_TILE));
        const K = await kernelMatrix(A, A, kernel);
        for (let r = 0; r < A.rows; r++) diagonal[i + r] = K.data[r * K.cols + r]!;
      }
      return diagonal;
    },
  };
}

/** The same values for samples that have other numbers: number i is `samples[i]` of the source. */
export function renumbered(source: KernelSource, samples: Int32Array): KernelSource {
  const named = (numbers: Int32Array) => numbers.map((i) => samples[i]!);
  return {
    fill: (a, b, out, stride) => {
      const rows = named(a);
      return source.fill(rows, a === b ? rows : named(b), out, stride);
    },
    diagonal: (numbers) => source.diagonal(named(numbers)),
  };
}

/** Some rows of X at a time, for a product. */
class RowBuffer {
  private readonly X: Matrix;
  private values = new Float32Array(0);

  constructor(X: Matrix) {
    this.X = X;
  }

  /** The named rows, without a copy where they follow each other; they hold until the next are taken. */
  take(rows: Int32Array): Matrix {
    const { data, cols } = this.X;
    const first = rows[0]!;
    if (rows.every((row, r) => row === first + r)) {
      return { rows: rows.length, cols, data: data.subarray(first * cols, (first + rows.length) * cols) };
    }
    const length = rows.length * cols;
    if (this.values.length < length) this.values = new Float32Array(length);
    for (let r = 0; r < rows.length; r++) {
      this.values.set(data.subarray(rows[r]! * cols, (rows[r]! + 1) * cols), r * cols);
    }
    return { rows: rows.length, cols, data: this.values.subarray(0, length) };
  }
}

function copyTile(K: Matrix, out: Float32Array, at: number, stride: number): void {
  for (let r = 0; r < K.rows; r++) out.set(K.data.subarray(r * K.cols, (r + 1) * K.cols), at + r * stride);
}

/** Kernel values looked up in a matrix of them.
 * @param K float32, (nSamples, nSamples). */
export function gramSource(K: Matrix): KernelSource {
  return {
    fill: async (a, b, out, stride) => {
      const runs = runsOf(b);
      const isScattered = runs.length * SHORT_RUN > b.length;
      for (let i = 0; i < a.length; i++) {
        if (isScattered) gatherRow(K.data, a[i]! * K.cols, b, out, i * stride);
        else copyRuns(K.data, a[i]! * K.cols, runs, out, i * stride);
      }
    },
    diagonal: async (samples) => Float64Array.from(samples, (i) => K.data[i * K.cols + i]!),
  };
}

/** Values from which copying a run as one is faster than one by one. */
const SHORT_RUN = 16;

interface Run {
  readonly from: number;
  readonly to: number;
  /** Where it begins in the list. */
  readonly at: number;
}

/** Numbers that follow each other. */
function runsOf(samples: Int32Array): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (let i = 1; i <= samples.length; i++) {
    if (i < samples.length && samples[i] === samples[i - 1]! + 1) continue;
    runs.push({ from: samples[at]!, to: samples[i - 1]! + 1, at });
    at = i;
  }
  return runs;
}

function copyRuns(
  K: Float32Array,
  rowAt: number,
  runs: readonly Run[],
  out: Float32Array,
  outAt: number,
): void {
  for (const { from, to, at } of runs) out.set(K.subarray(rowAt + from, rowAt + to), outAt + at);
}

function gatherRow(
  K: Float32Array,
  rowAt: number,
  samples: Int32Array,
  out: Float32Array,
  outAt: number,
): void {
  for (let j = 0; j < samples.length; j++) out[outAt + j] = K[rowAt + samples[j]!]!;
}
