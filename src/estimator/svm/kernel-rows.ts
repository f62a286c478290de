import { type Matrix, takeRows } from '../../core/index.ts';
import { type Kernel, kernelMatrix } from './kernel.ts';

/** The rows of a symmetric kernel matrix as a solver asks for them. */
export interface KernelRows {
  readonly size: number;
  /** K(i, i) for every i. */
  readonly diagonal: Float64Array;
  /** Row i, shape (size,), or undefined where it has to be loaded first. */
  peek(i: number): Float32Array | undefined;
  load(i: number): Promise<Float32Array>;
}

/** Rows computed together: a product of one row alone would be bound by memory. */
const BLOCK = 16;

/** Kernel matrices over subsets of X, within a limit of memory: the matrix of all samples is computed once where it
 * fits, else that of each subset, else only the blocks of rows that were used last. */
export class KernelSource {
  private readonly X: Matrix;
  private readonly kernel: Kernel;
  private readonly maxValues: number;
  private readonly whole: Matrix | undefined;

  private constructor(X: Matrix, kernel: Kernel, maxValues: number, whole: Matrix | undefined) {
    this.X = X;
    this.kernel = kernel;
    this.maxValues = maxValues;
    this.whole = whole;
  }

  /** @param maxValues float32 values held at a time. */
  static async open(X: Matrix, kernel: Kernel, maxValues: number): Promise<KernelSource> {
    const whole = X.rows ** 2 <= maxValues ? await kernelMatrix(X, X, kernel) : undefined;
    return new KernelSource(X, kernel, maxValues, whole);
  }

  /** The kernel matrix of the named rows of X, in their order. */
  async subset(indices: Int32Array): Promise<KernelRows> {
    if (this.whole !== undefined) return denseRows(gather(this.whole, indices));
    const rows = takeRows(this.X, indices);
    if (rows.rows ** 2 <= this.maxValues) return denseRows(await kernelMatrix(rows, rows, this.kernel));
    return cachedRows(rows, this.kernel, this.maxValues);
  }
}

function gather(K: Matrix, indices: Int32Array): Matrix {
  const n = indices.length;
  const data = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    const from = indices[i]! * K.cols;
    for (let j = 0; j < n; j++) data[i * n + j] = K.data[from + indices[j]!]!;
  }
  return { rows: n, cols: n, data };
}

function denseRows(K: Matrix): KernelRows {
  const rows = Array.from({ length: K.rows }, (_, i) => K.data.subarray(i * K.cols, (i + 1) * K.cols));
  return {
    size: K.rows,
    diagonal: Float64Array.from(rows, (row, i) => row[i]!),
    peek: (i) => rows[i],
    load: async (i) => rows[i]!,
  };
}

/** Blocks of rows, the least recently used one dropped first. */
async function cachedRows(X: Matrix, kernel: Kernel, maxValues: number): Promise<KernelRows> {
  const maxBlocks = Math.max(2, Math.floor(maxValues / (BLOCK * X.rows)));
  const blocks = new Map<number, Matrix>();
  const rowOf = (block: Matrix, i: number) =>
    block.data.subarray((i % BLOCK) * X.rows, ((i % BLOCK) + 1) * X.rows);
  const blockAt = (from: number): Matrix => {
    const rows = Math.min(BLOCK, X.rows - from);
    return { rows, cols: X.cols, data: X.data.subarray(from * X.cols, (from + rows) * X.cols) };
  };
  const peek = (i: number) => {
    const key = Math.floor(i / BLOCK);
    const block = blocks.get(key);
    if (block === undefined) return undefined;
    blocks.delete(key);
    blocks.set(key, block);
    return rowOf(block, i);
  };
  const diagonal = new Float64Array(X.rows);
  for (let from = 0; from < X.rows; from += BLOCK) {
    const block = blockAt(from);
    const values = await kernelMatrix(block, block, kernel);
    for (let i = 0; i < block.rows; i++) diagonal[from + i] = values.data[i * values.cols + i]!;
  }
  return {
    size: X.rows,
    diagonal,
    peek,
    load: async (i) => {
      const key = Math.floor(i / BLOCK);
      if (blocks.size >= maxBlocks) blocks.delete(blocks.keys().next().value!);
      blocks.set(key, await kernelMatrix(blockAt(key * BLOCK), X, kernel));
      return rowOf(blocks.get(key)!, i);
    },
  };
}
