import { DataError } from '../../core/index.ts';
import type { Fold, SplitInput } from '../types.ts';
import { requireTrainable, requireTwoClasses } from './checks.ts';

const task = "use the data set's own split";

/** The data set's own split, as one fold. With a `test` part, training is on `train` and `val` together and `test` is
 * tested: settings are chosen on inner folds of the training part, so a `val` part needs no role of its own. Without
 * a `test` part, training is on `train` and `val` is tested.
 * @throws {DataError} If a sample has no split, one side is empty, a class is missing from the training part, or a
 * group is on both sides. */
export function predefined(input: SplitInput): Fold[] {
  const parts = predefinedParts(input.splits);
  if (parts === undefined) {
    throw new DataError(`Cannot ${task} as it must have one: no sample belongs to train, val or test`);
  }
  const splits = input.splits!;
  const without = splits.filter((split) => split === undefined).length;
  if (without > 0) {
    throw new DataError(
      `Cannot ${task} as every sample must belong to a part: ${without} of ${splits.length} do not`,
    );
  }
  requireTwoClasses(input, task);
  const rows = Int32Array.from(input.y.keys());
  const isTest = (i: number) => splits[i] === parts.test;
  const fold = { train: rows.filter((i) => !isTest(i)), test: rows.filter(isTest) };
  requireTrainable([fold], input, task);
  requireUnbroken(input.groups, splits, isTest);
  return [fold];
}

/** Which parts train and which is tested; undefined if no sample has a split. */
export function predefinedParts(
  splits: SplitInput['splits'],
): { readonly train: readonly string[]; readonly test: string } | undefined {
  const present = new Set(splits);
  present.delete(undefined);
  if (present.size === 0) return undefined;
  const test = present.has('test') ? 'test' : 'val';
  const train = (['train', 'val'] as const).filter((part) => part !== test && present.has(part));
  return { train, test };
}

function requireUnbroken(
  groups: SplitInput['groups'],
  splits: NonNullable<SplitInput['splits']>,
  isTest: (i: number) => boolean,
): void {
  const firstOf = new Map<string, number>();
  groups?.forEach((group, i) => {
    if (group === undefined) return;
    const first = firstOf.get(group);
    if (first === undefined) firstOf.set(group, i);
    else if (isTest(first) !== isTest(i)) {
      throw new DataError(
        `Cannot ${task} as a group must be on one side of it: group "${group}" is in "${splits[first]}" and "${splits[i]}"`,
      );
    }
  });
}
