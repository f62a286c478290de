import { isRight, type Outcome, surestFirst } from './outcomes.ts';

/** The samples that a cell took for something else, the surest mistake first; a sample that was tested several times
 * stands there once, with the surest mistake of it. */
export function mistakesIn(outcomes: readonly Outcome[]): readonly Outcome[] {
  const seen = new Set<number>();
  const mistakes = surestFirst(outcomes.filter((outcome) => !isRight(outcome)));
  return mistakes.filter(({ row }) => !seen.has(row) && seen.add(row));
}
