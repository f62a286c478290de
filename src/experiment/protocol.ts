import type { ResolvedConfig } from '../config/index.ts';
import { deriveSeed, labelMatrix, type Targets } from '../core/index.ts';
import type { Dataset, Sample } from '../dataset/index.ts';
import { createFolds, type Fold, type Protocol } from '../evaluate/index.ts';
import type { EvaluationData } from './cell-task.ts';

/** `auto` follows the data: its own split where it has one, else 5-fold. */
export function resolveProtocol({ evaluation }: ResolvedConfig, dataset: Dataset): Protocol {
  if (evaluation.protocol.type !== 'auto') return evaluation.protocol;
  const hasSplit = dataset.samples.some(({ split }) => split !== undefined);
  return hasSplit ? { type: 'predefined' } : { type: 'k-fold', folds: 5, repeats: 1 };
}

/** Labels, targets, folds and groups of the samples that are used, in the order of the feature rows.
 * @param kept indices into `dataset.samples`.
 * @throws {DataError} If the samples cannot be divided so. */
export function evaluationData(
  dataset: Dataset,
  kept: ArrayLike<number>,
  protocol: Protocol,
  seed: number,
): EvaluationData {
  const samples = Array.from(kept, (index) => dataset.samples[index]!);
  const y = Int32Array.from(samples, ({ classId }) => classId);
  const groups = samples.map(({ group }) => group);
  const grouped = groups.some((group) => group !== undefined) ? { groups } : {};
  const targets = targetsOf(dataset, samples);
  const folds: readonly Fold[] = createFolds(protocol, {
    y,
    classNames: dataset.classNames,
    stratifiesOnly: targets !== undefined,
    splits: samples.map(({ split }) => split),
    ...grouped,
    seed: deriveSeed(seed, 'folds'),
  });
  return { y, nClasses: dataset.classNames.length, ...(targets && { targets }), folds, ...grouped };
}

/** @returns undefined where samples have classes. */
function targetsOf({ task, labelNames = [] }: Dataset, samples: readonly Sample[]): Targets | undefined {
  if (task === 'classification') return undefined;
  if (task === 'regression') {
    return { task, values: Float64Array.from(samples, ({ target }) => target as number) };
  }
  const Y = labelMatrix(samples.length, labelNames.length);
  samples.forEach(({ target }, i) => {
    for (const label of target as readonly number[]) Y.data[i * Y.cols + label] = 1;
  });
  return { task, Y };
}
