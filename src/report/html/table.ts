import { type Html, type HtmlValue, html } from '../escape.ts';

/** A column of a table.
 * @typeParam Row what a row is made from. */
export interface Column<Row> {
  readonly head: HtmlValue;
  /** Numbers stand right. */
  readonly isNumber?: boolean;
  /** The cell that names its row. */
  readonly isRowHead?: boolean;
  cell(row: Row): HtmlValue;
}

/** A table in a container of its own that scrolls sideways, by keyboard too, where the page is too narrow.
 * @param label names the table for a screen reader. */
export function tableHtml<Row>(
  label: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  rowClass: (row: Row) => string | undefined = () => undefined,
): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${columns.map(({ head, isNumber }) => html`<th scope="col"${isNumber && html` class="number"`}>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => {
    const name = rowClass(row);
    return html`<tr${name !== undefined && html` class="${name}"`}>${columns.map((column) => cellHtml(column, row))}</tr>\n`;
  })}</tbody>
</table></div>`;
}

function cellHtml<Row>({ isNumber, isRowHead, cell }: Column<Row>, row: Row): Html {
  const style = isNumber && html` class="number"`;
  return isRowHead ? html`<th scope="row"${style}>${cell(row)}</th>` : html`<td${style}>${cell(row)}</td>`;
}
