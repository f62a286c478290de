import { html } from '../escape.ts';
import { figureHtml } from '../html/figure.ts';
import { phraseHtml } from '../html/phrase.ts';
import { phraseTable } from '../html/phrase-table.ts';
import { staticPage } from '../html/static-page.ts';
import type { Comparison } from './types.ts';

/** A comparison as one HTML file that asks nothing of the network. */
export function compareHtml({ title, scope, headline, sections, curves }: Comparison): Promise<string> {
  const parts = sections.map(
    ({ id, title, intro, hasCurves, heads, rows }) => html`<section aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${title}</h2>
${intro.map((sentence) => html`<p>${phraseHtml(sentence)}</p>`)}
${hasCurves && figureHtml(curves)}
${rows.length > 0 && phraseTable(`Table: ${title}`, heads, rows)}
</section>\n`,
  );
  const body = html`<section class="answer" aria-label="In short"><p class="headline">${phraseHtml(headline)}</p></section>
${parts}`;
  return staticPage({ title, eyebrow: 'Strata comparison', scope, body });
}
