import type { Modality, Sample } from './types.ts';

/** A class with fewer samples than this says little about anything. */
const FEW_SAMPLES = 10;

/** The largest class may be this many times the smallest before accuracy misleads. */
const IMBALANCE = 10;

/** Sentences about classes that are small, alone or beside the others.
 * @param samples at least one of each class. */
export function sizeWarnings(samples: readonly Sample[], classNames: readonly string[]): string[] {
  const counts = classNames.map(() => 0);
  for (const { classId } of samples) counts[classId]!++;
  const warnings = classNames.flatMap((name, classId) => {
    const n = counts[classId]!;
    return n < FEW_SAMPLES ? [`Class "${name}" has only ${n} ${n === 1 ? 'sample' : 'samples'}`] : [];
  });
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  if (most > IMBALANCE * least) {
    const rare = classNames[counts.indexOf(least)];
    const common = classNames[counts.indexOf(most)];
    warnings.push(
      `Classes are out of balance, so accuracy says little of the rare ones and balanced accuracy is the one to look at: "${common}" has ${most} samples, "${rare}" has ${least}`,
    );
  }
  return warnings;
}

/** Sentences about identical samples that contradict each other or leak from one part of a split into another.
 * @param labelOf what a sample is labelled with, in words. */
export function duplicateWarnings(
  duplicates: readonly (readonly Sample[])[],
  labelOf: (sample: Sample) => string,
  modality: Modality,
): string[] {
  const things = modality === 'text' ? 'texts' : 'files';
  const warnings: string[] = [];
  const contradicting = duplicates.filter((set) =>
    set.some((sample) => labelOf(sample) !== labelOf(set[0]!)),
  );
  if (contradicting.length > 0) {
    const [first] = contradicting[0]!;
    const other = contradicting[0]!.find((sample) => labelOf(sample) !== labelOf(first!))!;
    const named = (sample: Sample): string => `"${sample.id}" is "${labelOf(sample)}"`;
    warnings.push(
      `Identical ${things} have different labels (sets of ${things}: ${contradicting.length}): ${named(first!)}, ${named(other)}`,
    );
  }
  const leaking = duplicates.filter((set) => set.some(({ split }) => split !== set[0]!.split));
  if (leaking.length > 0) {
    const [first] = leaking[0]!;
    const other = leaking[0]!.find(({ split }) => split !== first!.split)!;
    warnings.push(
      `Identical ${things} stand in different parts of the split (sets of ${things}: ${leaking.length}): "${first!.id}" and "${other.id}"`,
    );
  }
  return warnings;
}
