import { presentClasses } from '../labels.ts';
import { type ClassWeight, fitWeights } from '../weights.ts';
import type { ClassSamples } from './one-vs-one.ts';

/** The samples of a part that count in a fit, class by class. */
export interface PartSamples extends ClassSamples {
  /** Rows of X, ascending within each class. */
  readonly rows: Int32Array;
  /** Class ids that have samples, ascending. */
  readonly classes: Int32Array;
}

/** Put the rows of a part in the order of their classes; those that weigh nothing are left out, as if they were not there.
 * @param y by row of X. @param sampleWeight by row of X.
 * @throws {RangeError} If the class weights fit the classes not. */
export function partSamples(
  y: Int32Array,
  part: Int32Array,
  nClasses: number,
  classWeight: ClassWeight,
  sampleWeight: Float64Array | undefined,
): PartSamples {
  const given = sampleWeight === undefined ? part : part.filter((row) => sampleWeight[row]! > 0);
  const givenWeights = sampleWeight && Float64Array.from(given, (row) => sampleWeight[row]!);
  const labels = given.map((row) => y[row]!);
  const weights = fitWeights(labels, nClasses, classWeight, givenWeights);
  const kept = Int32Array.from(given.keys()).filter((at) => weights === undefined || weights[at]! > 0);
  const { classes, positions, counts } = presentClasses(
    kept.map((at) => labels[at]!),
    nClasses,
  );
  const starts = new Int32Array(classes.length + 1);
  counts.forEach((count, c) => {
    starts[c + 1] = starts[c]! + count;
  });
  const next = starts.slice();
  const order = new Int32Array(kept.length);
  kept.forEach((at, t) => {
    order[next[positions[t]!]!++] = at;
  });
  return {
    rows: order.map((at) => given[at]!),
    classes,
    starts,
    weights: weights && Float64Array.from(order, (at) => weights[at]!),
  };
}
