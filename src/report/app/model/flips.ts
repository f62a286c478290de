import type { PageExploration } from '../exploration.ts';
import { isRight, type Outcome, outcomesOf } from './outcomes.ts';

/** The tests on which two cells agree and differ, by whether each was right. */
export interface Flips {
  readonly both: readonly Outcome[];
  readonly onlyA: readonly Outcome[];
  readonly onlyB: readonly Outcome[];
  readonly neither: readonly Outcome[];
}

/** Which samples flip between two cells; the outcomes are those of the first.
 * @returns undefined where the predictions of either are not kept. */
export function flipsBetween(exploration: PageExploration, a: string, b: string): Flips | undefined {
  const ofA = outcomesOf(exploration, a);
  const ofB = outcomesOf(exploration, b);
  if (ofA === undefined || ofB === undefined) return undefined;
  const where = (rightA: boolean, rightB: boolean) =>
    ofA.filter((outcome, test) => isRight(outcome) === rightA && isRight(ofB[test]!) === rightB);
  return {
    both: where(true, true),
    onlyA: where(true, false),
    onlyB: where(false, true),
    neither: where(false, false),
  };
}
