import { DataError } from '../../core/index.ts';
import { numberGroups } from '../groups.ts';
import type { Fold, SplitInput } from '../types.ts';
import { foldsFromBins } from './bins.ts';
import { requireTrainable, requireTwoClasses } from './checks.ts';

const task = 'leave one group out';

/** Test every group once by what was learned from all the others: a patient, a site, a speaker never seen before.
 * @returns one fold per group, in the order in which the groups first appear.
 * @throws {DataError} If a sample has no group, there is one group only, or a class is in a single group. */
export function leaveOneGroupOut(input: SplitInput): Fold[] {
  const names = input.groups ?? [];
  const without = input.y.length - names.filter((name) => name !== undefined).length;
  if (without > 0) {
    throw new DataError(
      `Cannot ${task} as every sample must belong to a group: ${without} of ${input.y.length} do not`,
    );
  }
  requireTwoClasses(input, task);
  const { ids, nGroups } = numberGroups(names)!;
  if (nGroups < 2) {
    throw new DataError(
      `Cannot ${task} as there must be at least two groups: all samples are of "${names[0]}"`,
    );
  }
  const made = foldsFromBins(ids, nGroups);
  requireTrainable(made, input, task);
  return made;
}
