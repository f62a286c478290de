import { DataError } from '../core/index.ts';
import type { Sample } from './types.ts';

/** See that a predefined split can be used: every class that is tested is also trained.
 * @returns a sentence for each class that is trained but stands in no other part.
 * @throws {DataError} If a class, or everything, is missing from the training part. */
export function checkSplits(
  name: string,
  samples: readonly Sample[],
  classNames: readonly string[],
): string[] {
  if (samples.every(({ split }) => split === undefined)) return [];
  const trained = new Set<number>();
  const tested = new Set<number>();
  for (const { classId, split } of samples) (split === 'train' ? trained : tested).add(classId);
  const untrained = classNames.filter((_, classId) => !trained.has(classId));
  if (untrained.length > 0) {
    throw new DataError(
      `Cannot use the split of the ${name} as every class needs training samples: ` +
        `there is none of ${untrained.map((label) => `"${label}"`).join(', ')}`,
    );
  }
  checkParts(name, samples);
  return classNames
    .filter((_, classId) => !tested.has(classId))
    .map((label) => `Class "${label}" stands in the training part alone, so it is never tested`);
}

/** See that a predefined split has a part to train on and one to test.
 * @throws {DataError} If one of them is missing. */
export function checkParts(name: string, samples: readonly Sample[]): void {
  if (samples.every(({ split }) => split === undefined)) return;
  if (!samples.some(({ split }) => split === 'train')) {
    throw new DataError(`Cannot use the split of the ${name} as it needs a "train" part: there is none`);
  }
  if (samples.every(({ split }) => split === 'train')) {
    throw new DataError(
      `Cannot use the split of the ${name} as it needs a "val" or a "test" part: all samples are "train"`,
    );
  }
}
