import type { Fold, Protocol, SplitInput } from '../types.ts';
import { holdout } from './holdout.ts';
import { kFold } from './k-fold.ts';
import { predefined } from './predefined.ts';

/** Divide samples into training and test parts: stratified, groups unbroken, the same seed the same folds.
 * @returns folds with ascending row indices; within a fold no row is on both sides.
 * @throws {DataError} If the samples cannot be divided so: one class only, a class with too few samples or groups, no
 * predefined split, a class without training samples, a group on both sides of a predefined split. */
export function createFolds(protocol: Protocol, input: SplitInput): Fold[] {
  switch (protocol.type) {
    case 'k-fold':
      return kFold(protocol, input);
    case 'holdout':
      return holdout(protocol, input);
    case 'predefined':
      return predefined(input);
  }
}
