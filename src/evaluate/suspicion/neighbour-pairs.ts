import type { Matrix } from '../../core/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';

/** Two rows of a matrix, a < b. */
export interface NeighbourPair {
  readonly a: number;
  readonly b: number;
  /** 1 − cosine. */
  readonly distance: number;
}

/** Every row with its k nearest others by cosine, each pair once.
 * @param k where there are fewer others, all of them. */
export async function neighbourPairs(X: Matrix, k: number): Promise<NeighbourPair[]> {
  const wanted = Math.min(k + 1, X.rows);
  const { indices, distances } = await new NeighbourSearch(X, 'cosine').find(X, wanted);
  const pairs = new Map<number, NeighbourPair>();
  for (let i = 0; i < X.rows; i++) {
    for (let r = 0; r < wanted; r++) {
      const j = indices[i * wanted + r]!;
      const [a, b] = [Math.min(i, j), Math.max(i, j)];
      if (i === j) continue;
      pairs.set(a * X.rows + b, { a, b, distance: distances[i * wanted + r]! });
    }
  }
  return [...pairs.values()];
}

/** The least value of the pairs that each row is in, (n,); Infinity where it is in none. */
export function leastOf(
  pairs: readonly { readonly a: number; readonly b: number }[],
  values: ArrayLike<number>,
  n: number,
): Float64Array {
  const least = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  pairs.forEach(({ a, b }, p) => {
    least[a] = Math.min(least[a]!, values[p]!);
    least[b] = Math.min(least[b]!, values[p]!);
  });
  return least;
}
