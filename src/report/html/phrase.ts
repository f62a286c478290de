import { type Html, html } from '../escape.ts';
import type { Phrase } from '../phrase.ts';

/** A phrase as HTML: names as code, isolated so that a right-to-left one leaves the sentence in order. */
export function phraseHtml(parts: Phrase): Html {
  return html`${parts.map((part) => (typeof part === 'string' ? html`${part}` : nameHtml(part.name)))}`;
}

/** A name as code, which breaks after a slash if it must. */
export function nameHtml(text: string): Html {
  const parts = text.split(/(?<=\/)/);
  return html`<code dir="auto">${parts.map((part, i) => (i === 0 ? part : html`<wbr>${part}`))}</code>`;
}
