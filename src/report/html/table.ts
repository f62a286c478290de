import { type Html, type HtmlValue, html } from '../escape.ts';

/** A column of a table.
 * @typeParam Row what a row is made from. */
export interface Column<Row> {
  readonly head: HtmlValue;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
  /** The cell that names its row. */
  readonly isRowHead?: boolean;
  /** What the app of the page sorts rows by. */
  readonly sort?: Sort<Row>;
  cell(row: Row): HtmlValue;
}

export interface Sort<Row> {
  /** Numbers sort as numbers; rows without a key come last. */
  key(row: Row): string | number | undefined;
  /** What a reader wants to see on top. */
  readonly first: 'ascending' | 'descending';
}

/** A table in a container of its own that scrolls sideways, by keyboard too, where the page is too narrow.
 * @param label names the table for a screen reader. @param attributes more of a row, each after a space. */
export function tableHtml<Row>(
  label: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  rowClass: (row: Row) => string | undefined = () => undefined,
  attributes: (row: Row) => Html | undefined = () => undefined,
): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${columns.map(({ head, isNumber, sort }) => html`<th scope="col"${isNumber && html` class="number"`}${sort && html` data-sort="${sort.first}"`}>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => {
    const name = rowClass(row);
    return html`<tr${name !== undefined && html` class="${name}"`}${attributes(row)}>${columns.map((column) => cellHtml(column, row))}</tr>\n`;
  })}</tbody>
</table></div>`;
}

function cellHtml<Row>({ isNumber, isRowHead, cell, sort }: Column<Row>, row: Row): Html {
  const style = isNumber && html` class="number"`;
  const key = sort?.key(row);
  const sorted = key !== undefined && html` data-key="${key}"`;
  return isRowHead
    ? html`<th scope="row"${style}${sorted}>${cell(row)}</th>`
    : html`<td${style}${sorted}>${cell(row)}</td>`;
}
