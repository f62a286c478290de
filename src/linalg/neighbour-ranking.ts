import type { Matrix } from '../core/index.ts';
import { dot, squaredDistance } from './blocked.ts';
import type { Distance } from './types.ts';

/** Rounding of a distance by float32 products, as a share of the squared norms: four times what is expected. */
const ROUNDING = 4e-6;
/** Greatest relative error of a distance that is given: smaller distances are worked out exactly. */
const PRECISION = 1e-4;

/** Rows with their squared lengths. */
export interface Side {
  readonly X: Matrix;
  /** float64, (X.rows,). */
  readonly norms: Float64Array;
}

/** The best candidates of each row by float32 products: `count` a row, the nearest first. */
export interface Candidates {
  readonly count: number;
  /** Whether these are all the rows there are. */
  readonly areAll: boolean;
  /** Rows of B, (rows × count). */
  readonly indices: Int32Array;
  /** a·b − ‖b‖²/2 for `euclidean`, a·b / ‖b‖ for `cosine`, descending, (rows × count). */
  readonly scores: Float32Array;
}

/** Where the answers go: (rows × k) each. */
export interface Ranked {
  readonly indices: Int32Array;
  /** Absent where only the order matters. */
  readonly distances?: Float32Array;
}

/** Ranks the candidates of one row of A after the other; exact distances decide wherever rounding could. */
export class Ranking {
  readonly #A: Side;
  readonly #B: Side;
  readonly #kind: Distance;
  readonly #greatestNorm: number;

  /** @param greatestNorm the greatest of B's squared lengths. */
  constructor(A: Side, B: Side, kind: Distance, greatestNorm: number) {
    this.#A = A;
    this.#B = B;
    this.#kind = kind;
    this.#greatestNorm = greatestNorm;
  }

  /** Write the k nearest rows of B to row `i` of A, ties by lower index, into row `target` of `ranked`.
   * @returns false, and nothing is written, where a row that is no candidate may be among them. */
  rank(i: number, { count, areAll, indices, scores }: Candidates, k: number, ranked: Ranked, target: number) {
    const from = i * count;
    const distances = new Float64Array(count);
    for (let r = 0; r < count; r++) distances[r] = this.#approximate(i, scores[from + r]!);
    // Both distances of a comparison may be off.
    const rounding = this.#rounding(i);
    const slack = 2 * rounding;
    const limit = distances[k - 1]! + slack;
    if (!areAll && distances[count - 1]! <= limit) return false;
    const rows = indices.slice(from, from + count);
    const small = ranked.distances === undefined ? 0 : rounding / PRECISION;
    for (let start = 0; start < k; ) {
      let end = start + 1;
      while (end < count && (distances[end]! - distances[end - 1]! <= slack || distances[end]! < small))
        end++;
      if (end - start > 1 || distances[start]! < small) this.#sortExactly(i, rows, distances, start, end);
      start = end;
    }
    ranked.distances?.set(distances.subarray(0, k), target * k);
    ranked.indices.set(rows.subarray(0, k), target * k);
    return true;
  }

  #rounding(i: number): number {
    return this.#kind === 'cosine' ? ROUNDING : ROUNDING * (this.#A.norms[i]! + this.#greatestNorm);
  }

  #approximate(i: number, score: number): number {
    const norm = this.#A.norms[i]!;
    if (this.#kind === 'euclidean') return Math.max(norm - 2 * score, 0);
    return norm === 0 ? 1 : Math.max(1 - score / Math.sqrt(norm), 0);
  }

  /** Sort the candidates in [start, end) by exact distance, then index, and write those distances. */
  #sortExactly(i: number, rows: Int32Array, distances: Float64Array, start: number, end: number): void {
    const ranked: { readonly row: number; readonly distance: number }[] = [];
    for (let r = start; r < end; r++) {
      ranked.push({ row: rows[r]!, distance: exactDistance(this.#A, i, this.#B, rows[r]!, this.#kind) });
    }
    ranked.sort((a, b) => a.distance - b.distance || a.row - b.row);
    ranked.forEach(({ row, distance }, r) => {
      rows[start + r] = row;
      distances[start + r] = distance;
    });
  }
}

/** The distance of row `i` of A to row `j` of B in float64 and, for `euclidean`, without cancellation; 0 for equal rows. */
function exactDistance(A: Side, i: number, B: Side, j: number, kind: Distance): number {
  const d = A.X.cols;
  if (kind === 'euclidean') return squaredDistance(A.X.data, i * d, B.X.data, j * d, d);
  const lengths = Math.sqrt(A.norms[i]! * B.norms[j]!);
  return lengths === 0 ? 1 : Math.max(1 - dot(A.X.data, i * d, B.X.data, j * d, d) / lengths, 0);
}
