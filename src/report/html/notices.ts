import { type Html, html } from '../escape.ts';
import { formatNumber } from '../format.ts';
import { noticesOf } from '../notices.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';

const openUpTo = 8;
const listed = 500;

/** What was skipped, doubled or warned about; long lists are folded. */
export function noticesHtml(view: ReportView): Html {
  const groups = noticesOf(view);
  if (groups.length === 0)
    return html`<p>Nothing was skipped, no sample is there twice, nothing went wrong.</p>`;
  return html`${groups.map(
    ({ title, items }) => html`<details${items.length <= openUpTo && html` open`}><summary>${title}</summary>
<ul>${items.slice(0, listed).map((item) => html`<li>${phraseHtml(item)}</li>`)}</ul>
${items.length > listed && html`<p>… and ${formatNumber(items.length - listed)} more, in <code>results.json</code>.</p>`}</details>\n`,
  )}`;
}
