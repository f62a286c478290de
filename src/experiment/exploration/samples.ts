import { canonicalHash } from '../../core/index.ts';
import type { Exploration } from '../../result/index.ts';
import type { ExplorationInput } from './types.ts';

/** Characters of a text that are kept: more than a card shows. */
const TEXT_LENGTH = 300;

/** What is known of each sample, but for its picture. */
export function describeSamples({ prepared, features }: ExplorationInput): Exploration['samples'] {
  const { dataset } = prepared;
  const samples = Array.from(features.kept, (index) => dataset.samples[index]!);
  return {
    ids: samples.map(({ id }) => id),
    classIds: samples.map(({ classId }) => classId),
    ...(dataset.task === 'regression' && { numbers: samples.map(({ target }) => target as number) }),
    ...(dataset.task === 'multi-label' && { labels: samples.map(({ target }) => target as number[]) }),
    ...(samples.some(({ split }) => split) && { splits: samples.map(({ split }) => split ?? null) }),
    ...(dataset.modality === 'text' && {
      texts: samples.map(({ content }) => ('text' in content ? startOf(content.text) : '')),
    }),
  };
}

/** The first characters, none of them cut in half. */
function startOf(text: string): string {
  if (text.length <= TEXT_LENGTH) return text;
  return [...text.slice(0, 2 * TEXT_LENGTH)].slice(0, TEXT_LENGTH).join('');
}

/** Names samples by their contents.
 * @param rows in the order of the features; default all. */
export function samplesKey({ sampleKeys }: ExplorationInput, rows?: Int32Array): string {
  return canonicalHash(rows === undefined ? sampleKeys : Array.from(rows, (row) => sampleKeys[row]!));
}
