import { DataError } from '../../core/index.ts';
import type { Groups } from '../groups.ts';
import type { Fold, SplitInput } from '../types.ts';

/** Samples of each class, (nClasses,). */
export function countSamples(y: Int32Array, nClasses: number): Int32Array {
  const counts = new Int32Array(nClasses);
  for (const label of y) counts[label]! += 1;
  return counts;
}

/** Groups that hold a sample of each class, (nClasses,). */
export function countGroups(y: Int32Array, nClasses: number, groups: Groups): Int32Array {
  const seen = Array.from({ length: nClasses }, () => new Set<number>());
  y.forEach((label, i) => {
    seen[label]!.add(groups.ids[i]!);
  });
  return Int32Array.from(seen, (ids) => ids.size);
}

/** @param task what is being done, as `make 5 folds`.
 * @throws {DataError} If the samples are not of two classes or more, where they must be. */
export function requireTwoClasses({ y, classNames, stratifiesOnly }: SplitInput, task: string): void {
  if (stratifiesOnly) return;
  const present = [...new Set(y)];
  if (present.length >= 2) return;
  const seen = present.length === 0 ? 'there is no sample' : `all are of class "${classNames[present[0]!]}"`;
  throw new DataError(`Cannot ${task} as the samples must be of at least two classes: ${seen}`);
}

/** @param task what is being done, as `make 5 folds`.
 * @throws {DataError} If a class has fewer samples, or samples of fewer groups, than `atLeast`; where classes only
 * stratify, if all samples have. */
export function requirePerClass(
  { y, classNames, stratifiesOnly }: SplitInput,
  groups: Groups | undefined,
  atLeast: number,
  task: string,
): void {
  const unit = groups === undefined ? `${atLeast} samples` : `${atLeast} groups`;
  if (stratifiesOnly) {
    const there = groups?.nGroups ?? y.length;
    if (there >= atLeast) return;
    throw new DataError(`Cannot ${task} as there must be at least ${unit}: there are ${there}`);
  }
  const counts =
    groups === undefined ? countSamples(y, classNames.length) : countGroups(y, classNames.length, groups);
  const fewest = Math.min(...counts);
  if (fewest >= atLeast) return;
  throw new DataError(
    `Cannot ${task} as every class needs at least ${unit}: class "${classNames[counts.indexOf(fewest)]}" has ${fewest}`,
  );
}

/** @param task what is being done, as `make 5 folds`.
 * @throws {DataError} If a class is missing from the training part of a fold, where none may be, or a fold has nothing to
 * train on or to test. */
export function requireTrainable(
  folds: readonly Fold[],
  { y, classNames, stratifiesOnly }: SplitInput,
  task: string,
): void {
  for (const { train, test } of folds) {
    const trained = new Set(Array.from(train, (i) => y[i]!));
    if (stratifiesOnly && trained.size === 0) {
      throw new DataError(`Cannot ${task} as there must be something to learn: the training part is empty`);
    }
    const missing = classNames.findIndex((_, classId) => !trained.has(classId));
    if (missing >= 0 && !stratifiesOnly) {
      throw new DataError(
        `Cannot ${task} as every class must be in the training part: class "${classNames[missing]}" is not`,
      );
    }
    if (test.length === 0) {
      throw new DataError(`Cannot ${task} as there must be something to test: the test part is empty`);
    }
  }
}
