import { type Features, type Matrix, takeRows, toDense } from '../../core/index.ts';
import { NeighbourSearch } from '../../linalg/index.ts';

/** Samples whose neighbours are asked for. */
export interface NeighbourTask {
  readonly type: 'neighbours';
  /** All samples, (nSamples, nFeatures). */
  readonly X: Features;
  /** Rows of X whose neighbours are found. */
  readonly of: Int32Array;
  /** Below nSamples. */
  readonly k: number;
}

/** The nearest samples by cosine, itself left out.
 * @returns rows of X, (of.length, k), the nearest first. */
export async function findNeighbours({ X, of, k }: NeighbourTask): Promise<Int32Array> {
  const dense: Matrix = toDense(X);
  const search = new NeighbourSearch(dense, 'cosine');
  const found = await search.findIndices(takeRows(dense, of), k + 1);
  const neighbours = new Int32Array(of.length * k);
  of.forEach((row, i) => {
    const near = found.subarray(i * (k + 1), (i + 1) * (k + 1));
    // among more than k equal samples it need not be found itself
    neighbours.set(near.filter((other) => other !== row).subarray(0, k), i * k);
  });
  return neighbours;
}
