import type { Results } from '../result/index.ts';
import type { SuspectCard, SuspectGroup } from './app/model/suspects.ts';
import { formatNumber, formatShare } from './format.ts';
import { name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type DataQuality = NonNullable<Results['dataQuality']>;

/** What deserves a look, as cards for samples that the exploration shows: duplicates, doubtful labels, outliers, by the
 * ids of their tables. Kinds without any are left out. */
export function suspectGroups({ results, exploration }: ReportView): readonly SuspectGroup[] {
  const { dataQuality } = results;
  const samples = exploration?.samples;
  if (dataQuality === undefined || (samples?.thumbnails ?? samples?.texts) === undefined) return [];
  const rowOf = new Map(samples!.ids.map((id, row) => [id, row]));
  const kinds = {
    duplicates: duplicateNotes(dataQuality),
    labels: labelNotes(dataQuality),
    outliers: outlierNotes(dataQuality),
  };
  return Object.entries(kinds)
    .map(([id, notes]) => ({
      id,
      cards: notes.flatMap(({ samples, note }): SuspectCard | readonly [] => {
        const rows = samples.map((sample) => rowOf.get(sample));
        return rows.every((row) => row !== undefined) ? { rows, note } : [];
      }),
    }))
    .filter(({ cards }) => cards.length > 0);
}

interface Note {
  /** Sample ids. */
  readonly samples: readonly string[];
  readonly note: Phrase;
}

function duplicateNotes({ duplicates }: DataQuality): readonly Note[] {
  return duplicates.pairs.map(({ samples, classes, kind, mirrored, difference, leaks }) => {
    const copy =
      kind === 'exact'
        ? 'Same bytes'
        : `${mirrored ? 'Mirrored' : 'Near'} copy, difference ${formatNumber(difference, 3)}`;
    const conflict =
      classes[0] === classes[1] ? phrase`` : phrase`; ${name(classes[0])} ≠ ${name(classes[1])}`;
    return {
      samples,
      note: phrase`${copy}${conflict}${leaks ? '; one trained what the other tested' : ''}.`,
    };
  });
}

function labelNotes({ labelErrors }: DataQuality): readonly Note[] {
  return (labelErrors?.suspects ?? []).map(
    ({ sample, given, suggested, selfConfidence, suggestedConfidence }) => ({
      samples: [sample],
      note: phrase`Labelled ${name(given)} (${formatShare(selfConfidence, 0)}), rather ${name(suggested)} (${formatShare(suggestedConfidence, 0)}).`,
    }),
  );
}

function outlierNotes({ outliers }: DataQuality): readonly Note[] {
  return outliers.samples.map(({ sample, ratio }) => ({
    samples: [sample],
    note: phrase`${formatNumber(ratio, 1)} times as far from its nearest others as usual.`,
  }));
}
