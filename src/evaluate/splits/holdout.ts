import { createRng, deriveSeed, type Rng } from '../../core/index.ts';
import { numberGroups } from '../groups.ts';
import type { Fold, SplitInput } from '../types.ts';
import { assignGroups } from './assign-groups.ts';
import { foldsFromBins } from './bins.ts';
import { countSamples, requirePerClass, requireTrainable, requireTwoClasses } from './checks.ts';
import { percent } from './percent.ts';

/** Stratified holdout: a share of every class is tested, the rest trains. Groups stay together.
 * @param protocol.testShare in (0, 1); every class keeps at least one sample on either side.
 * @returns one fold per repeat, each drawn anew.
 * @throws {DataError} If a class has fewer than two samples or groups. */
export function holdout(
  { testShare, repeats }: { testShare: number; repeats: number },
  input: SplitInput,
): Fold[] {
  const task = `hold out ${percent(testShare)} of the samples`;
  const groups = numberGroups(input.groups);
  requireTwoClasses(input, task);
  requirePerClass(input, groups, 2, task);
  const made = Array.from({ length: repeats }, (_, repeat) => {
    const rng = createRng(deriveSeed(input.seed, 'holdout', repeat));
    const nClasses = input.classNames.length;
    const isTest =
      groups === undefined
        ? drawTest(input.y, nClasses, testShare, rng)
        : assignGroups(input.y, nClasses, groups, [1 - testShare, testShare], rng);
    return foldsFromBins(isTest, 2)[1]!;
  });
  requireTrainable(made, input, task);
  return made;
}

/** 1 for the samples that are tested, 0 for the others. */
function drawTest(y: Int32Array, nClasses: number, testShare: number, rng: Rng): Int32Array {
  const left = testCounts(countSamples(y, nClasses), testShare);
  const isTest = new Int32Array(y.length);
  for (const i of rng.shuffle(Int32Array.from(y.keys()))) {
    if (left[y[i]!]! > 0) {
      left[y[i]!]! -= 1;
      isTest[i] = 1;
    }
  }
  return isTest;
}

/** Test samples per class by largest remainders, so that their sum is the share of all samples too. */
function testCounts(classCounts: Int32Array, testShare: number): Int32Array {
  const exact = Array.from(classCounts, (count) => count * testShare);
  const result = Int32Array.from(exact, Math.floor);
  const nTest = Math.round(exact.reduce((sum, count) => sum + count, 0));
  const missing = nTest - result.reduce((sum, count) => sum + count, 0);
  const byRemainder = exact.map((_, c) => c).sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1));
  for (const c of byRemainder.slice(0, missing)) result[c]! += 1;
  return result.map((count, c) => Math.min(Math.max(count, 1), classCounts[c]! - 1));
}
