import { type Matrix, takeRows } from '../core/index.ts';
import { dataTypes, type ModelSpec, node } from '../graph/index.ts';
import type { Tensor } from '../runtime/index.ts';
import { squaredNorms } from './blocked.ts';
import { type Candidates, type Ranked, Ranking, type Side } from './neighbour-ranking.ts';
import { checkSameCols, tensorOf } from './operand.ts';
import { sessionOf } from './session.ts';
import type { Distance } from './types.ts';

/** Products held at a time at most: 32 MB of float32. */
const BLOCK_VALUES = 8_000_000;
/** Rows asked for at a time at most: with more, their products no longer wait in the cache for the selection. */
const BLOCK_ROWS = 512;
/** Candidates beyond the k wanted, so that the first one left out shows whether rounding matters. */
const SPARE = 8;
/** How many times more candidates are looked at where it may. */
const MORE = 8;

/** The nearest rows of B for each row of A, nearest first, ties by lower index. */
export interface Neighbours {
  /** Rows of B, int32, (A.rows × k), row-major. */
  readonly indices: Int32Array;
  /** Squared for `euclidean`, float32, (A.rows × k). */
  readonly distances: Float32Array;
}

/** Finds the nearest of the rows of B. Float32 products, and the selection of the best in the same graph, give the
 * candidates; where rounding could change the answer, exact distances decide.
 * Cost: O(B.rows · cols) to make, O(A.rows · B.rows · cols) to ask. */
export class NeighbourSearch {
  readonly #B: Side;
  readonly #kind: Distance;
  readonly #greatestNorm: number;
  /** What each row of B brings to its scores. */
  readonly #term: Tensor;

  /** @param B float32, (m, d); it is not copied, so do not write to it. */
  constructor(B: Matrix, kind: Distance) {
    const norms = squaredNorms(B);
    this.#B = { X: B, norms };
    this.#kind = kind;
    this.#greatestNorm = norms.reduce((a, b) => Math.max(a, b), 0);
    const term = kind === 'euclidean' ? (norm: number) => -norm / 2 : inverseLength;
    this.#term = { type: 'float32', dims: [B.rows], data: Float32Array.from(norms, term) };
  }

  /** The rows that are searched. */
  get B(): Matrix {
    return this.#B.X;
  }

  /** The k nearest rows with their distances, which are right to 1e-4 of themselves, mostly to 1e-6; those of equal rows
   * are 0.
   * @throws {RangeError} If A has other columns than B, or k is not in 1…B.rows. */
  async find(A: Matrix, k: number): Promise<Neighbours> {
    const found = { indices: new Int32Array(A.rows * k), distances: new Float32Array(A.rows * k) };
    await this.#search(A, k, found);
    return found;
  }

  /** The k nearest rows alone, (A.rows × k): cheaper, as few distances have to be exact.
   * @throws {RangeError} If A has other columns than B, or k is not in 1…B.rows. */
  async findIndices(A: Matrix, k: number): Promise<Int32Array> {
    const indices = new Int32Array(A.rows * k);
    await this.#search(A, k, { indices });
    return indices;
  }

  async #search(A: Matrix, k: number, ranked: Ranked): Promise<void> {
    checkSameCols(A, this.#B.X);
    const { rows } = this.#B.X;
    if (!Number.isInteger(k) || k < 1 || k > rows) {
      throw new RangeError(`Cannot find the nearest rows as k must be in 1…${rows}: it is ${k}`);
    }
    let open = Array.from({ length: A.rows }, (_, i) => i);
    for (let count = k + SPARE; open.length > 0; count *= MORE) {
      open = await this.#rankRows(A, open, Math.min(count, rows), k, ranked);
    }
  }

  /** Rank the named rows of A out of `count` candidates each.
   * @returns those for which there must be more candidates. */
  async #rankRows(A: Matrix, rows: readonly number[], count: number, k: number, ranked: Ranked) {
    const size = Math.min(BLOCK_ROWS, Math.max(1, Math.floor(BLOCK_VALUES / this.#B.X.rows)));
    const open: number[] = [];
    for (let from = 0; from < rows.length; from += size) {
      const named = rows.slice(from, from + size);
      const block = rows.length === A.rows ? view(A, from, named.length) : takeRows(A, named);
      const side: Side = { X: block, norms: squaredNorms(block) };
      const ranking = new Ranking(side, this.#B, this.#kind, this.#greatestNorm);
      const candidates = await this.#candidates(block, count);
      named.forEach((row, i) => {
        if (!ranking.rank(i, candidates, k, ranked, row)) open.push(row);
      });
    }
    return open;
  }

  async #candidates(A: Matrix, count: number): Promise<Candidates> {
    const session = await sessionOf(`nearest-${this.#kind}`, graphs[this.#kind]);
    const { scores, indices } = await session.run({
      A: tensorOf(A),
      B: tensorOf(this.#B.X),
      term: this.#term,
      count: { type: 'int64', dims: [1], data: BigInt64Array.of(BigInt(count)) },
    });
    return {
      count,
      areAll: count === this.#B.X.rows,
      indices: indices!.data as Int32Array,
      scores: scores!.data as Float32Array,
    };
  }
}

/** 1 / ‖b‖, and 0 for a row of zeros, which is at cosine distance 1 from everything. */
function inverseLength(squaredNorm: number): number {
  return squaredNorm === 0 ? 0 : 1 / Math.sqrt(squaredNorm);
}

function view(A: Matrix, from: number, rows: number): Matrix {
  return { rows, cols: A.cols, data: A.data.subarray(from * A.cols, (from + rows) * A.cols) };
}

/** The greatest scores of each row and where they are. */
function selection(scoreNodes: ModelSpec['nodes']): ModelSpec {
  return {
    inputs: [
      { name: 'A', shape: ['n', 'd'] },
      { name: 'B', shape: ['m', 'd'] },
      { name: 'term', shape: ['m'] },
      { name: 'count', type: 'int64', shape: [1] },
    ],
    outputs: ['scores', 'indices'],
    nodes: [
      ...scoreNodes,
      node('TopK', ['allScores', 'count'], ['scores', 'longIndices']),
      node('Cast', ['longIndices'], ['indices'], { to: dataTypes.int32 }),
    ],
  };
}

const graphs: Readonly<Record<Distance, ModelSpec>> = {
  euclidean: selection([node('Gemm', ['A', 'B', 'term'], ['allScores'], { transB: 1 })]),
  cosine: selection([
    node('Gemm', ['A', 'B'], ['products'], { transB: 1 }),
    node('Mul', ['products', 'term'], ['allScores']),
  ]),
};
