import { type Html, html } from '../escape.ts';
import type { Fact } from '../facts.ts';
import { phraseHtml } from './phrase.ts';

/** Facts as a list of terms. */
export function factsHtml(facts: readonly Fact[]): Html {
  return html`<dl class="facts">${facts.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${phraseHtml(text)}</dd></div>`)}</dl>`;
}
