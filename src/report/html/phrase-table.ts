import type { Html } from '../escape.ts';
import type { Phrase } from '../phrase.ts';
import { phraseHtml } from './phrase.ts';
import { tableHtml } from './table.ts';

/** A table of phrases; the first column names the row.
 * @param label names the table for a screen reader.
 * @param heads with a leading `>` where the column holds numbers. */
export function phraseTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Phrase[])[],
): Html {
  const columns = heads.map((head, i) => ({
    head: head.replace(/^>/, ''),
    isNumber: head.startsWith('>'),
    isRowHead: i === 0,
    cell: (row: readonly Phrase[]) => phraseHtml(row[i]!),
  }));
  return tableHtml(label, columns, rows);
}
