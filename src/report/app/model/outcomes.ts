import type { ExplorationPredictions } from '../../../result/index.ts';
import type { PageExploration } from '../exploration.ts';

/** What came of one test with one cell. */
export interface Outcome {
  /** Position in the tests of the exploration, and of its sample among the samples. */
  readonly test: number;
  readonly row: number;
  /** Class ids. */
  readonly actual: number;
  readonly predicted: number;
  /** Probabilities of the predicted and of the true class, in [0, 1], of a model that has them. */
  readonly confidence?: number;
  readonly ofTrue?: number;
}

/** What came of one test.
 * @param test position in `exploration.tests`, which must be there. */
export function outcomeAt(
  { samples, tests }: PageExploration,
  { predicted, confidence, ofTrue }: ExplorationPredictions,
  test: number,
): Outcome {
  const row = tests!.rows[test]!;
  return {
    test,
    row,
    actual: samples.classIds[row]!,
    predicted: predicted[test]!,
    ...(confidence && { confidence: confidence[test]! / 1000 }),
    ...(ofTrue && { ofTrue: ofTrue[test]! / 1000 }),
  };
}

/** What came of every test with a cell, in their order.
 * @returns undefined where the exploration does not hold its predictions. */
export function outcomesOf(exploration: PageExploration, cell: string): readonly Outcome[] | undefined {
  const found = exploration.predictions.find((item) => item.cell === cell);
  return found && exploration.tests?.rows.map((_, test) => outcomeAt(exploration, found, test));
}

/** Whether the cell took the sample for what it is. */
export function isRight({ actual, predicted }: Outcome): boolean {
  return actual === predicted;
}

/** In the order of their confidence, the surest first; those without one keep their order. */
export function surestFirst(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.toSorted((a, b) => (b.confidence ?? 0) - (a.confidence ?? 0));
}
