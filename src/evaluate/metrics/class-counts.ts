import type { ClassPredictions } from '../types.ts';

/** Weighted counts per class, each (nClasses,). */
export interface ClassCounts {
  /** Samples of the class. */
  readonly actual: Float64Array;
  /** Samples predicted as the class. */
  readonly predicted: Float64Array;
  /** Samples of the class predicted as the class. */
  readonly right: Float64Array;
}

/** Count by class under many weightings; every call writes to the same three arrays. */
export function classCounter({
  yTrue,
  yPred,
  nClasses,
}: ClassPredictions): (weights: Float64Array) => ClassCounts {
  const actual = new Float64Array(nClasses);
  const predicted = new Float64Array(nClasses);
  const right = new Float64Array(nClasses);
  return (weights) => {
    actual.fill(0);
    predicted.fill(0);
    right.fill(0);
    for (let i = 0; i < weights.length; i++) {
      const label = yTrue[i]!;
      actual[label]! += weights[i]!;
      predicted[yPred[i]!]! += weights[i]!;
      if (label === yPred[i]) right[label]! += weights[i]!;
    }
    return { actual, predicted, right };
  };
}

/** Mean over the classes of F1 = 2 · right / (actual + predicted); classes neither there nor predicted do not count, and
 * where none is left it is 0. */
export function meanF1({ actual, predicted, right }: ClassCounts): number {
  let sum = 0;
  let present = 0;
  for (let c = 0; c < actual.length; c++) {
    const both = actual[c]! + predicted[c]!;
    if (both === 0) continue;
    sum += (2 * right[c]!) / both;
    present += 1;
  }
  return present === 0 ? 0 : sum / present;
}
