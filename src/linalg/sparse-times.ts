import type { SparseMatrix } from '../core/index.ts';
import { createSparseModule, LANES, MAX_VECTORS, type SparseModule } from './sparse-module.ts';

/** Entries that are copied to the kernel at a time: they stay in the cache until it has read them. */
const CHUNK = 16_384;
/** Segments of a chunk at most. */
const SEGMENTS = 1024;
/** Entries of a segment at most: longer sums of float32 values would lose digits. */
const LONGEST = 4096;
/** Values of V that the kernel holds at a time, if four columns are no more: 32 MB. */
const TABLE_VALUES = 8_000_000;

/** Where things stand in the kernel's memory, in words of 4 bytes; the table is last, as it grows. */
const STARTS = 0;
const INDICES = STARTS + SEGMENTS + LANES;
const VALUES = INDICES + CHUNK;
const SUMS = VALUES + CHUNK;
const TABLE = SUMS + SEGMENTS * MAX_VECTORS * LANES;
const PAGE_WORDS = 16_384;

let module: SparseModule | undefined;

/** X · V over the entries of X alone, in float32.
 * @param V float32, (X.cols × k), row-major.
 * @returns float32, (X.rows × k), row-major.
 * Cost: about 0.1 ns for each entry and column. */
export function sparseTimes(X: SparseMatrix, V: Float32Array, k: number): Float32Array<ArrayBuffer> {
  const Z = new Float32Array(X.rows * k);
  const limit = Math.min(MAX_VECTORS, Math.max(1, Math.floor(TABLE_VALUES / X.cols / LANES))) * LANES;
  const width = Math.ceil(k / Math.ceil(k / limit) / LANES) * LANES;
  for (let first = 0; first < k; first += width) {
    const columns = Math.min(width, k - first);
    addProducts(X, V, Z, { k, first, columns });
  }
  return Z;
}

/** Some columns of V and Z, side by side. */
interface Columns {
  /** Of all columns. */
  readonly k: number;
  readonly first: number;
  readonly columns: number;
}

function addProducts(X: SparseMatrix, V: Float32Array, Z: Float32Array, part: Columns): void {
  const { k, first, columns } = part;
  module ??= createSparseModule();
  const vectors = Math.ceil(columns / LANES);
  const width = vectors * LANES;
  const words = wordsOf(module, TABLE + X.cols * width);
  const kernel = module.kernels[vectors - 1]!;
  fillTable(V, part, words.floats.subarray(TABLE), width);
  const owners = new Int32Array(SEGMENTS);
  for (let row = 0, at = 0; row < X.rows; ) {
    const from = at;
    let count = 0;
    for (; row < X.rows && count < SEGMENTS && at < from + CHUNK; count++) {
      words.ints[STARTS + count] = at - from;
      owners[count] = row;
      const end = X.indptr[row + 1]!;
      at = Math.min(end, at + LONGEST, from + CHUNK);
      if (at === end) row++;
    }
    words.ints[STARTS + count] = at - from;
    words.ints.set(X.indices.subarray(from, at), INDICES);
    words.floats.set(X.values.subarray(from, at), VALUES);
    kernel(STARTS * 4, (STARTS + count) * 4, INDICES * 4, VALUES * 4, TABLE * 4, SUMS * 4);
    for (let segment = 0; segment < count; segment++) {
      const to = owners[segment]! * k + first;
      const sums = SUMS + segment * width;
      for (let c = 0; c < columns; c++) Z[to + c]! += words.floats[sums + c]!;
    }
  }
}

/** The memory of the kernels, of at least `size` words. */
function wordsOf({ memory }: SparseModule, size: number): { ints: Int32Array; floats: Float32Array } {
  const missing = size - memory.buffer.byteLength / 4;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_WORDS));
  return { ints: new Int32Array(memory.buffer), floats: new Float32Array(memory.buffer) };
}

/** The columns of V, row by row, each filled up to whole vectors. */
function fillTable(
  V: Float32Array,
  { k, first, columns }: Columns,
  table: Float32Array,
  width: number,
): void {
  if (width === k) {
    table.set(V);
    return;
  }
  for (let from = first, to = 0; from < V.length; from += k, to += width) {
    for (let c = 0; c < columns; c++) table[to + c] = V[from + c]!;
  }
}
