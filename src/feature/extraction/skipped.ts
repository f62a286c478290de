import { DataError } from '../../core/index.ts';
import type { Dataset, SkippedSample } from '../../dataset/index.ts';

/** Refuse a data set of which too little is left.
 * @param skipped samples that could not be decoded; those that the data set left out itself count as well.
 * @param maxSkipped greatest share of all files, in [0, 1].
 * @throws {DataError} With the count, the share and the first file's reason. */
export function checkSkipped(dataset: Dataset, skipped: readonly SkippedSample[], maxSkipped: number): void {
  const unusable = [...skipped, ...dataset.skipped];
  const [first] = unusable;
  if (first === undefined) return;
  const total = dataset.samples.length + dataset.skipped.length;
  const example = `the first is "${first.id}": ${first.reason}`;
  if (skipped.length === dataset.samples.length) {
    throw new DataError(
      `Cannot use the data set as at least one of its files must be decodable: none of ${total} is, ${example}`,
    );
  }
  const share = unusable.length / total;
  if (share <= maxSkipped) return;
  throw new DataError(
    `Cannot use the data set as at most ${percent(maxSkipped)} of its files may be unusable: ` +
      `${unusable.length} of ${total} are (${percent(share)}), ${example}`,
  );
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
