import type { ReportCell } from '../data.ts';
import { cellFilters } from '../elements/cell-filters.ts';
import { comparisonPanel } from '../elements/comparison-panel.ts';
import { element } from '../elements/element.ts';
import { makeSortable } from '../elements/sortable.ts';
import type { Island } from '../island.ts';
import type { Store } from '../store.ts';

/** The table of all cells: sorted, filtered and searched; one cell is what the page shows, another stands beside it. */
export const cells: Island = (root, data, store) => {
  const table = root.querySelector('table')!;
  const rows = new Map(
    [...table.tBodies[0]!.rows].map((row) => [row, data.cells[Number(row.dataset.cell)]!]),
  );
  makeSortable(table);
  const filters = cellFilters(rows);
  addPickers(table, rows, store);
  root.classList.add('alive');
  root.prepend(filters);
  root.append(comparisonPanel(data, store));
};

/** Two buttons at the head of each row. */
function addPickers(
  table: HTMLTableElement,
  rows: ReadonlyMap<HTMLTableRowElement, ReportCell>,
  store: Store,
): void {
  const head = element('th', { scope: 'col', class: 'pick' }, 'Pick');
  table.tHead!.rows[0]!.prepend(head);
  const shown = [...rows].map(([row, { id, title }]) => {
    const a = picker('A', `A: show ${title}`, () => store.set({ cell: id }));
    const b = picker('B', `B: compare with ${title}`, () =>
      store.set({ compareWith: store.get().compareWith === id ? undefined : id }),
    );
    row.prepend(element('td', { class: 'pick' }, a, b));
    return { row, id, a, b };
  });
  const show = () => {
    const { cell, compareWith } = store.get();
    for (const { row, id, a, b } of shown) {
      a.setAttribute('aria-pressed', String(id === cell));
      b.setAttribute('aria-pressed', String(id === compareWith));
      row.classList.toggle('picked', id === cell || id === compareWith);
    }
  };
  show();
  store.subscribe(show);
}

function picker(text: string, label: string, click: () => void): HTMLButtonElement {
  return element('button', { type: 'button', 'aria-label': label, click }, text);
}
