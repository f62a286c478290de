import { count } from './format.ts';
import { name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** Something the reader should know before trusting the numbers. */
export interface NoticeGroup {
  readonly title: string;
  readonly items: readonly Phrase[];
}

/** Warnings of the run, what was skipped and what is there twice; groups without items are left out. */
export function noticesOf({ results }: ReportView): readonly NoticeGroup[] {
  const { dataset, warnings } = results;
  const groups: readonly NoticeGroup[] = [
    {
      title: count(dataset.skipped.length, 'sample was skipped', 'samples were skipped'),
      items: dataset.skipped.map(({ id, reason }) => phrase`${name(id)}: ${reason}`),
    },
    {
      title: count(dataset.duplicates.length, 'set of exact duplicates', 'sets of exact duplicates'),
      items: dataset.duplicates.map((ids) =>
        ids.flatMap((id, i) => (i === 0 ? [name(id)] : [' = ', name(id)])),
      ),
    },
    { title: 'About the data', items: dataset.warnings.map((warning) => phrase`${warning}`) },
    { title: 'About the run', items: warnings.map((warning) => phrase`${warning}`) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
