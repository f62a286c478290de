import { element, fill } from './element.ts';

type Direction = 'ascending' | 'descending';

/** Let a reader sort the rows of a table by any column whose head says in `data-sort` what comes first: a button in each
 * head, and a second click turns the order round. Cells without a `data-key` come last either way. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = [...table.tHead!.rows[0]!.cells];
  const sortBy = (head: HTMLTableCellElement) => {
    const first = head.dataset.sort as Direction;
    const turned = head.getAttribute('aria-sort') === first;
    const direction = turned ? opposite(first) : first;
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', direction);
    sortRows(table.tBodies[0]!, head.cellIndex, direction);
  };
  for (const head of heads.filter(({ dataset }) => dataset.sort !== undefined)) {
    const button = element(
      'button',
      { type: 'button', class: 'sort', click: () => sortBy(head) },
      ...head.childNodes,
    );
    fill(head, button);
  }
}

function opposite(direction: Direction): Direction {
  return direction === 'ascending' ? 'descending' : 'ascending';
}

function sortRows(body: HTMLTableSectionElement, column: number, direction: Direction): void {
  const sign = direction === 'ascending' ? 1 : -1;
  const keyed = [...body.rows].map((row) => ({ row, key: row.cells[column]!.dataset.key }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined)
      return Number(a.key === undefined) - Number(b.key === undefined);
    return sign * compareKeys(a.key, b.key);
  });
  body.append(...keyed.map(({ row }) => row));
}

/** Numbers as numbers, everything else as a reader sorts names: `conv_2` before `conv_10`. */
function compareKeys(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? names.compare(a, b) : difference;
}

const names = new Intl.Collator('en', { numeric: true });
