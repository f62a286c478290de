import { count, formatNumber, formatShare } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { element } from '../elements/element.ts';
import { className } from '../elements/sample-parts.ts';
import { sampleList } from '../elements/samples-dialog.ts';
import { svg } from '../elements/svg.ts';
import type { Store } from '../store.ts';
import { classCounts } from './class-counts.ts';

/** Shown before one asks for more. */
const SHOWN = 12;

/** What an outline holds: its samples by class, and each of them.
 * @param onClear takes the outline away. */
export function selectedPanel(
  data: ReportData,
  store: Store,
  rows: readonly number[],
  onClear: () => void,
): HTMLElement {
  const { cell } = store.get();
  return element(
    'section',
    { class: 'map-selected', 'aria-label': 'Samples in the outline' },
    element(
      'header',
      {},
      element('h3', {}, `${count(rows.length, 'sample')} in the outline`),
      element('button', { type: 'button', click: onClear }, 'Clear'),
    ),
    classBars(data, rows),
    sampleList(
      data,
      store,
      rows.map((row) => ({ row, cells: [cell] })),
      SHOWN,
    ),
  );
}

/** How many of each class, the most first, with a bar each; nothing where samples have no class. */
function classBars(data: ReportData, rows: readonly number[]): HTMLElement | undefined {
  if (data.classNames.length === 0) return undefined;
  return element(
    'ul',
    { class: 'class-bars' },
    ...classCounts(data.exploration!.samples.classIds, rows).map(([classId, n]) => {
      const share = n / rows.length;
      const bar = svg(
        'svg',
        { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'class-bar', 'aria-hidden': 'true' },
        svg('rect', { width: 100 * share, height: 10 }),
      );
      const numbers = `${formatNumber(n)} (${formatShare(share, 0)})`;
      return element('li', {}, className(data, classId), bar, element('span', {}, numbers));
    }),
  );
}
