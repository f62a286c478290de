import { createRng, deriveSeed } from '../../core/index.ts';
import { numberGroups } from '../groups.ts';
import type { Fold, SplitInput } from '../types.ts';
import { assignGroups } from './assign-groups.ts';
import { foldsFromBins } from './bins.ts';
import { requirePerClass, requireTrainable, requireTwoClasses } from './checks.ts';
import { dealSamples } from './deal-samples.ts';

/** Stratified k-fold cross-validation: within a repeat every sample is tested once. Groups stay together.
 * @returns folds × repeats, repeat after repeat.
 * @throws {DataError} If a class has fewer samples or groups than folds. */
export function kFold({ folds, repeats }: { folds: number; repeats: number }, input: SplitInput): Fold[] {
  const task = `make ${folds} folds`;
  const groups = numberGroups(input.groups);
  requireTwoClasses(input, task);
  requirePerClass(input, groups, folds, task);
  const made = Array.from({ length: repeats }, (_, repeat) => {
    const rng = createRng(deriveSeed(input.seed, 'k-fold', repeat));
    const shares = Array.from({ length: folds }, () => 1 / folds);
    const binOf =
      groups === undefined
        ? dealSamples(input.y, folds, rng)
        : assignGroups(input.y, input.classNames.length, groups, shares, rng);
    return foldsFromBins(binOf, folds);
  }).flat();
  requireTrainable(made, input, task);
  return made;
}
