import type { Results } from '../result/index.ts';
import { joinPhrases, name, type Phrase, phrase } from './phrase.ts';

/** Which published protocol a run followed, and where it did not. */
export function presetFacts({
  preset,
}: Results): readonly { readonly term: string; readonly text: Phrase }[] {
  if (preset === undefined) return [];
  const { id, source, differences, departures } = preset;
  const own = joinPhrases(
    departures.map((key) => phrase`${name(key)}`),
    ', ',
  );
  return [
    {
      term: 'Preset',
      text: phrase`${name(id)}: ${source}. ${departures.length === 0 ? '' : phrase`The config says otherwise in ${own}. `}${differences.join(' ')}`,
    },
  ];
}
