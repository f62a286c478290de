import type { ClassPredictions } from '../types.ts';

/** Weighted counts of classes against clusters, only where both meet. */
export interface Contingency {
  /** Per pair of class and cluster that occurs. */
  readonly cells: Float64Array;
  /** Per pair, its class and its cluster as indices into the sums. */
  readonly classOf: Int32Array;
  readonly clusterOf: Int32Array;
  readonly classSums: Float64Array;
  readonly clusterSums: Float64Array;
  readonly total: number;
}

/** Count classes against clusters under many weightings; every call writes to the same arrays.
 * Cost of a call: O(nSamples). */
export function contingencyCounter({
  yTrue,
  clusters,
}: ClassPredictions): (weights: Float64Array) => Contingency {
  const classes = numbered(yTrue);
  const groups = numbered(clusters!);
  const pairs = numbered(classes.ids.map((id, i) => id * groups.count + groups.ids[i]!));
  const classOf = new Int32Array(pairs.count);
  const clusterOf = new Int32Array(pairs.count);
  pairs.ids.forEach((pair, i) => {
    classOf[pair] = classes.ids[i]!;
    clusterOf[pair] = groups.ids[i]!;
  });
  const cells = new Float64Array(pairs.count);
  const classSums = new Float64Array(classes.count);
  const clusterSums = new Float64Array(groups.count);
  return (weights) => {
    cells.fill(0);
    classSums.fill(0);
    clusterSums.fill(0);
    let total = 0;
    for (let i = 0; i < weights.length; i++) {
      cells[pairs.ids[i]!]! += weights[i]!;
      classSums[classes.ids[i]!]! += weights[i]!;
      clusterSums[groups.ids[i]!]! += weights[i]!;
      total += weights[i]!;
    }
    return { cells, classOf, clusterOf, classSums, clusterSums, total };
  };
}

/** Distinct values numbered in the order they appear. */
function numbered(values: Int32Array): { readonly ids: Int32Array; readonly count: number } {
  const known = new Map<number, number>();
  const ids = values.map((value) => {
    const id = known.get(value) ?? known.size;
    known.set(value, id);
    return id;
  });
  return { ids, count: known.size };
}
