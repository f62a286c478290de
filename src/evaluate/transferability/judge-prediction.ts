import { kendall, spearman } from './rank-correlation.ts';

/** How well a score, known before training, told what training would bring. */
export interface JudgedPrediction {
  /** Of the spaces compared. */
  readonly nSpaces: number;
  /** Place of the space that the score liked best. */
  readonly chosen: number;
  /** What is lost by training on that one alone: its measured value against the best measured one, >= 0. */
  readonly regret: number;
  /** 1 where the score orders the spaces as training does; absent where a side has only ties. */
  readonly kendall?: number;
  readonly spearman?: number;
}

/** One side of the comparison: a value per space, and which of them are good. */
export interface Ordering {
  readonly values: readonly number[];
  readonly better: 'higher' | 'lower';
}

/** Compare a score with what was measured, space by space.
 * @throws {RangeError} If the two sides differ in length or are empty. */
export function judgePrediction(predicted: Ordering, measured: Ordering): JudgedPrediction {
  const guesses = risingValues(predicted);
  const truths = risingValues(measured);
  if (guesses.length !== truths.length || guesses.length === 0) {
    throw new RangeError(
      `Cannot judge the prediction as there must be one for each measured value: ${guesses.length} predicted, ${truths.length} measured`,
    );
  }
  const chosen = guesses.indexOf(Math.max(...guesses));
  const tau = kendall(guesses, truths);
  const rho = spearman(guesses, truths);
  return {
    nSpaces: guesses.length,
    chosen,
    regret: Math.max(...truths) - truths[chosen]!,
    ...(Number.isFinite(tau) ? { kendall: tau } : {}),
    ...(Number.isFinite(rho) ? { spearman: rho } : {}),
  };
}

function risingValues({ values, better }: Ordering): number[] {
  return values.map((value) => (better === 'higher' ? value : -value));
}
