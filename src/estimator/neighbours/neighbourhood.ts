import type { Matrix } from '../../core/index.ts';
import type { NeighbourSearch } from '../../linalg/index.ts';

/** Neighbours of each row of a matrix: `stride` of them, nearest first, ties by lower index. */
export interface Found {
  readonly stride: number;
  /** Training samples, int32, (rows × stride). */
  readonly indices: Int32Array;
  /** Squared where the metric is euclidean, float32, (rows × stride); absent where not asked for. */
  readonly distances?: Float32Array;
}

/** The training samples as a model asks them. */
export interface Neighbourhood {
  /** The search among the training samples. */
  readonly open: () => NeighbourSearch;
  /** At least the k nearest samples of every row of X. */
  find(X: Matrix, k: number, withDistances: boolean): Promise<Found>;
}

/** The neighbourhood of one model. */
export function neighbourhoodOf(search: NeighbourSearch): Neighbourhood {
  return { open: () => search, find: (X, k, withDistances) => findIn(search, X, k, withDistances) };
}

/** The neighbourhood of models that differ in k and weights alone: the neighbours of a matrix are found once for all of
 * them, and remembered as long as the matrix is in use.
 * @param open gives the search; it is not kept.
 * @param greatestK the greatest k that is asked for. @param withDistances whether any model asks for distances. */
export function sharedNeighbourhood(
  open: () => NeighbourSearch,
  greatestK: number,
  withDistances: boolean,
): Neighbourhood {
  const remembered = new WeakMap<Matrix, Promise<Found>>();
  return {
    open,
    find: (X) => {
      let found = remembered.get(X);
      if (found === undefined) {
        found = findIn(open(), X, greatestK, withDistances);
        remembered.set(X, found);
      }
      return found;
    },
  };
}

async function findIn(search: NeighbourSearch, X: Matrix, k: number, withDistances: boolean): Promise<Found> {
  return withDistances
    ? { stride: k, ...(await search.find(X, k)) }
    : { stride: k, indices: await search.findIndices(X, k) };
}
