import { type Html, html } from '../escape.ts';
import { describeSimilarity } from '../similarity.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';

/** Which layers are near duplicates, in words; nothing where they were not compared. */
export function similarityHtml(view: ReportView): Html | undefined {
  const sentences = describeSimilarity(view);
  return sentences.length === 0
    ? undefined
    : html`<ul>${sentences.map((sentence) => html`<li>${phraseHtml(sentence)}</li>`)}</ul>`;
}
