import type { Matrix } from '../core/index.ts';
import { NeighbourSearch, type Neighbours } from './neighbour-search.ts';
import { matrixOf } from './operand.ts';
import type { Distance, Operand } from './types.ts';

/** The k nearest rows of B for each row of A, for once: keep a `NeighbourSearch` where B is asked again.
 * @param k at least 1, at most B.rows.
 * @throws {RangeError} If A and B differ in columns, or k is out of range. */
export function nearest(A: Operand | Matrix, B: Matrix, k: number, kind: Distance): Promise<Neighbours> {
  return new NeighbourSearch(B, kind).find(matrixOf(A), k);
}
