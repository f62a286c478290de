import type { ReportData } from '../data.ts';
import { followCell } from '../follow-cell.ts';
import type { Store } from '../store.ts';
import { rankedCells } from './cell-text.ts';
import { element } from './element.ts';

/** A choice among all cells, the best first; what follows the chosen cell changes with it. */
export function cellPicker(data: ReportData, store: Store): HTMLElement {
  const options = rankedCells(data).map(({ id, title }) => element('option', { value: id }, title));
  const select = element('select', { change: () => store.set({ cell: select.value }) }, ...options);
  followCell(store, (cell) => {
    select.value = cell;
  });
  return element('label', { class: 'cell-picker' }, 'Cell ', select);
}
