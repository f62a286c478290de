import { type Outcome, surestFirst } from './outcomes.ts';

/** Counts by true class, then by predicted class. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** A class taken for another, or for itself. */
export interface ClassPair {
  /** Class ids. */
  readonly actual: number;
  readonly predicted: number;
}

/** Count what was taken for what. */
export function confusionOf(outcomes: readonly Outcome[], nClasses: number): ConfusionMatrix {
  const counts = Array.from({ length: nClasses }, () => new Array<number>(nClasses).fill(0));
  for (const { actual, predicted } of outcomes) counts[actual]![predicted]!++;
  return counts;
}

/** What one cell of a confusion matrix counts, the surest first. */
export function outcomesIn(
  outcomes: readonly Outcome[],
  { actual, predicted }: ClassPair,
): readonly Outcome[] {
  return surestFirst(outcomes.filter((item) => item.actual === actual && item.predicted === predicted));
}

/** What is most often taken for something else, the most frequent first; what never was is left out.
 * @param n at most. */
export function confusedMost(
  matrix: ConfusionMatrix,
  n: number,
): readonly (ClassPair & { readonly count: number })[] {
  return matrix
    .flatMap((counts, actual) => counts.map((count, predicted) => ({ actual, predicted, count })))
    .filter(({ actual, predicted, count }) => actual !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, n);
}
