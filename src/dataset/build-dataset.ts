import { canonicalHash, DataError, type Effects, type Task } from '../core/index.ts';
import { checkParts, checkSplits } from './check-splits.ts';
import type { Label } from './label-cell.ts';
import { labelSamples, labelText } from './label-samples.ts';
import { readContents } from './read-contents.ts';
import type { Content, Dataset, Modality, Sample, SkippedSample, SplitName } from './types.ts';
import { duplicateWarnings, sizeWarnings } from './warnings.ts';

/** A sample before its bytes are read. */
export interface Entry {
  readonly id: string;
  readonly content: Content;
  readonly label: Label;
  readonly split?: SplitName;
  readonly group?: string;
}

/** What a source found, for {@link buildDataset} to complete. */
export interface Findings {
  /** The source's registry id. */
  readonly id: string;
  /** What the user calls the data, for messages: `image folder "photos"`. */
  readonly name: string;
  readonly modality: Modality;
  /** Default: classification. */
  readonly task?: Task;
  /** The column of the labels. */
  readonly targetName?: string;
  /** At least one, ids unique; labels of the task. */
  readonly entries: readonly Entry[];
  readonly skipped?: readonly SkippedSample[];
  readonly warnings?: readonly string[];
}

/** Hash the bytes of every entry, leave out what cannot be read, and see that the rest can be learned from.
 * @returns samples sorted by id, whatever the order of the entries.
 * @throws {DataError} If no file is readable, there are fewer than two classes, numbers or sets of labels, or a class
 * cannot be learned from the training part.
 * @throws {InterruptedError} If the signal is raised. */
export async function buildDataset(findings: Findings, effects: Effects): Promise<Dataset> {
  const entries = [...findings.entries].sort((a, b) => byCodeUnit(a.id, b.id));
  const contents = await readContents(
    entries.map(({ content }) => content),
    effects,
  );
  const usable: (Entry & { contentHash: string })[] = [];
  const skipped = [...(findings.skipped ?? [])];
  for (const [i, entry] of entries.entries()) {
    const read = contents[i]!;
    if ('hash' in read) usable.push({ ...entry, contentHash: read.hash });
    else skipped.push({ id: entry.id, reason: read.reason });
  }

  const { name, modality, task = 'classification', targetName } = findings;
  requireReadable(name, usable.length, skipped);
  const { labels, ...names } = labelSamples(
    task,
    usable.map(({ label }) => label),
    name,
  );
  const samples = usable.map(({ label: _, ...entry }, i): Sample => ({ ...entry, ...labels[i]! }));
  const ofClasses = task === 'classification';
  if (!ofClasses) checkParts(name, samples);
  const duplicates = duplicatesOf(samples);
  return {
    id: findings.id,
    modality,
    task,
    samples,
    ...names,
    ...(targetName !== undefined && { targetName }),
    fingerprint: canonicalHash(
      usable.map(({ id, label, split, group, contentHash }) => [
        id,
        label,
        split ?? null,
        group ?? null,
        contentHash,
      ]),
    ),
    skipped,
    duplicates: duplicates.map((set) => set.map(({ id }) => id)),
    warnings: [
      ...(findings.warnings ?? []),
      ...(ofClasses ? checkSplits(name, samples, names.classNames) : []),
      ...(ofClasses ? sizeWarnings(samples, names.classNames) : []),
      ...duplicateWarnings(duplicates, (sample) => labelText(sample, names), modality),
    ],
  };
}

function requireReadable(name: string, nUsable: number, skipped: readonly SkippedSample[]): void {
  if (nUsable > 0) return;
  const [first] = skipped;
  throw new DataError(
    `Cannot use the ${name} as at least one of its files must be readable: ` +
      `none of ${skipped.length} is, the first is "${first?.id}": ${first?.reason}`,
  );
}

/** Sets of two or more samples with the same bytes. */
function duplicatesOf(samples: readonly Sample[]): Sample[][] {
  const byContent = new Map<string, Sample[]>();
  for (const sample of samples) {
    const set = byContent.get(sample.contentHash);
    if (set === undefined) byContent.set(sample.contentHash, [sample]);
    else set.push(sample);
  }
  return [...byContent.values()].filter((set) => set.length > 1);
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
