import { nothingFound, type SuspectTable, suspectTables } from '../data-quality.ts';
import { type Html, html } from '../escape.ts';
import { formatNumber } from '../format.ts';
import type { Phrase } from '../phrase.ts';
import { suspectGroups } from '../suspects.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { tableHtml } from './table.ts';

const listed = 50;

/** Tables of suspicious samples; undefined where the run did not look for any. */
export function dataQualityHtml(view: ReportView): Html | undefined {
  const rest = nothingFound(view);
  const tables = suspectTables(view);
  if (rest === undefined && tables.length === 0) return undefined;
  const pictured = new Set(suspectGroups(view).map(({ id }) => id));
  return html`${tables.map((table) => tableOf(table, pictured.has(table.id)))}${rest && html`<p>${phraseHtml(rest)}</p>`}`;
}

/** @param isPictured whether the same samples are shown with their pictures, so that the table may fold away. */
function tableOf({ id, title, intro, heads, rows, total }: SuspectTable, isPictured: boolean): Html {
  const columns = heads.map((head, i) => ({
    head: head.replace(/^>/, ''),
    isNumber: head.startsWith('>'),
    isRowHead: i === 0,
    cell: (row: readonly Phrase[]) => phraseHtml(row[i]!),
  }));
  const shown = rows.slice(0, listed);
  const table = html`${tableHtml(title, columns, shown)}
${total > shown.length && html`<p>… and ${formatNumber(total - shown.length)} more; the first ${formatNumber(rows.length)} are in <code>results.json</code>.</p>`}`;
  return html`<h3>${title}</h3>
<ul>${intro.map((sentence) => html`<li>${phraseHtml(sentence)}</li>`)}</ul>
${isPictured ? html`<div data-island="suspects" data-group="${id}"><details open><summary>As a table</summary>${table}</details></div>` : table}\n`;
}
