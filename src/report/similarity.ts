import type { Results } from '../result/index.ts';
import { formatNumber } from './format.ts';
import { layerPhrase } from './layer-name.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type ComparedLayer = NonNullable<Results['similarity']>['spaces'][number];

/** From here on two layers hold almost the same. */
const NEAR_DUPLICATE = 0.95;
const namedPairs = 3;

/** Two layers and how alike they are. */
export interface LayerPair {
  readonly a: ComparedLayer;
  readonly b: ComparedLayer;
  readonly similarity: number;
}

/** Every pair of layers, the most alike first; none where they were not compared. */
export function pairsOf({ results: { similarity } }: ReportView): readonly LayerPair[] {
  if (similarity === undefined) return [];
  const { spaces, debiased } = similarity;
  return spaces
    .flatMap((a, i) =>
      spaces.slice(i + 1).flatMap((b, j) => {
        const value = debiased[i]![i + 1 + j];
        return typeof value === 'number' ? [{ a, b, similarity: value }] : [];
      }),
    )
    .sort((first, second) => second.similarity - first.similarity);
}

/** Which layers are near duplicates, in words. */
export function describeSimilarity(view: ReportView): readonly Phrase[] {
  const pairs = pairsOf(view);
  const [most] = pairs;
  if (most === undefined) return [];
  const pairPhrase = ({ a, b, similarity }: LayerPair) =>
    phrase`${layerPhrase(view, a)} and ${layerPhrase(view, b)} (${formatNumber(similarity, 2)})`;
  const near = pairs.filter(({ similarity }) => similarity >= NEAR_DUPLICATE);
  if (near.length === 0) {
    return [phrase`No two layers are near duplicates; the most alike are ${pairPhrase(most)}.`];
  }
  const rest = near.length - namedPairs;
  return [
    ...near
      .slice(0, namedPairs)
      .map(
        (pair) =>
          phrase`Two layers hold almost the same, so that one of them is enough: ${pairPhrase(pair)}.`,
      ),
    ...(rest > 0 ? [phrase`${formatNumber(rest)} more pairs are as near to each other.`] : []),
  ];
}
