import { DataError, type Task } from '../core/index.ts';
import type { Label } from './label-cell.ts';
import { stratifyLabelSets } from './stratify-label-sets.ts';
import { stratifyNumbers } from './stratify-numbers.ts';
import type { Dataset, Sample } from './types.ts';

/** What the samples of a data set are labelled with, in numbers. */
export interface Labelled extends Pick<Dataset, 'classNames' | 'labelNames'> {
  /** Per sample. */
  readonly labels: readonly Pick<Sample, 'classId' | 'target'>[];
}

/** Number classes and labels, and find what to stratify by where there are no classes.
 * @param labels per sample, those of the task; at least one sample.
 * @param name of the data set, for messages.
 * @throws {DataError} If there is only one class, or all samples have the same number or labels. */
export function labelSamples(task: Task, labels: readonly Label[], name: string): Labelled {
  if (task === 'regression') {
    const values = labels as readonly number[];
    const { names, ids } = stratifyNumbers(values, name);
    return { classNames: names, labels: values.map((target, i) => ({ classId: ids[i]!, target })) };
  }
  if (task === 'multi-label') {
    const sets = labels as readonly (readonly string[])[];
    const labelNames = sortedNames(sets.flat());
    const idOf = new Map(labelNames.map((label, id) => [label, id]));
    const targets = sets.map((set) => set.map((label) => idOf.get(label)!).sort((a, b) => a - b));
    const { names, ids } = stratifyLabelSets(targets, labelNames, name);
    return {
      classNames: names,
      labelNames,
      labels: targets.map((target, i) => ({ classId: ids[i]!, target })),
    };
  }
  const classNames = sortedNames(labels as readonly string[]);
  if (classNames.length === 1) {
    throw new DataError(
      `Cannot classify the ${name} as at least two classes are needed: found only "${classNames[0]}"`,
    );
  }
  const classIds = new Map(classNames.map((label, classId) => [label, classId]));
  return { classNames, labels: labels.map((label) => ({ classId: classIds.get(label as string)! })) };
}

/** What a sample is labelled with, in words. */
export function labelText(
  { classId, target }: Pick<Sample, 'classId' | 'target'>,
  { classNames, labelNames }: Pick<Dataset, 'classNames' | 'labelNames'>,
): string {
  if (target === undefined) return classNames[classId]!;
  if (typeof target === 'number') return String(target);
  return target.map((id) => labelNames![id]).join(', ') || 'no label';
}

function sortedNames(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
