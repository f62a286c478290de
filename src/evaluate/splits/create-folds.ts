import type { Fold, Protocol, SplitInput } from '../types.ts';
import { fewShot } from './few-shot.ts';
import { holdout } from './holdout.ts';
import { kFold } from './k-fold.ts';
import { leaveOneGroupOut } from './leave-one-group-out.ts';
import { predefined } from './predefined.ts';

/** Divide samples into training and test parts: stratified where samples are drawn, groups unbroken, the same seed the
 * same folds.
 * @returns folds with ascending row indices; within a fold no row is on both sides.
 * @throws {DataError} If the samples cannot be divided so: one class only, a class with too few samples or groups, no
 * predefined split, a class without training samples, a group on both sides of a predefined split, a sample without the
 * group that the protocol needs. */
export function createFolds(protocol: Protocol, input: SplitInput): Fold[] {
  switch (protocol.type) {
    case 'k-fold':
      return kFold(protocol, input);
    case 'holdout':
      return holdout(protocol, input);
    case 'predefined':
      return predefined(input);
    case 'leave-one-group-out':
      return leaveOneGroupOut(input);
    case 'few-shot':
      return fewShot(protocol, input);
  }
}
