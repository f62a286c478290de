import { count } from '../../format.ts';
import type { ReportCell } from '../data.ts';
import { element, fill } from './element.ts';
import { labelledSelect } from './select.ts';

/** What is chosen where nothing is left out. */
const ALL = '';

/** Fields above a table of cells that hide the rows which do not fit: words, backbone, model and role. */
export function cellFilters(rows: ReadonlyMap<HTMLTableRowElement, ReportCell>): HTMLElement {
  const said = element('span', { role: 'status', class: 'aside' });
  const words = element('input', { type: 'search', input: () => apply() });
  const texts = new Map([...rows.keys()].map((row) => [row, row.textContent.toLowerCase()]));
  const fields = [
    { label: 'Backbone', of: (cell: ReportCell) => cell.backbone },
    { label: 'Model', of: (cell: ReportCell) => cell.model },
    { label: 'Role', of: (cell: ReportCell) => cell.role },
  ].flatMap(({ label, of }) => {
    const values = new Set([...rows.values()].flatMap((cell) => of(cell) ?? []));
    if (values.size < 2) return [];
    const select = labelledSelect(label, () => apply());
    select.offer([{ value: ALL, text: 'all' }, ...[...values].map((value) => ({ value, text: value }))], ALL);
    return [{ select, of }];
  });
  const apply = () => {
    const wanted = words.value.toLowerCase().split(/\s+/);
    for (const [row, cell] of rows) {
      const fits = fields.every(({ select, of }) => select.value === ALL || of(cell) === select.value);
      row.hidden = !fits || !wanted.every((word) => texts.get(row)!.includes(word));
    }
    const shown = [...rows.keys()].filter((row) => !row.hidden).length;
    fill(said, shown === rows.size ? count(shown, 'cell') : `${shown} of ${count(rows.size, 'cell')}`);
  };
  apply();
  return element(
    'div',
    { class: 'fields', role: 'search', 'aria-label': 'Cells' },
    element('label', {}, 'Search ', words),
    ...fields.map(({ select }) => select.label),
    said,
  );
}
