import { count, formatNumber, formatShare } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { type Child, element } from '../elements/element.ts';
import { nameText } from '../elements/name.ts';
import { className } from '../elements/sample-parts.ts';
import { sampleList } from '../elements/samples-dialog.ts';
import { svg } from '../elements/svg.ts';
import type { Store } from '../store.ts';
import { countIds } from './count-ids.ts';
import { groupSizes } from './legend.ts';
import { byNumber } from './target-colouring.ts';

/** Shown before one asks for more. */
const SHOWN = 12;

/** What an outline holds: its samples by what they are, and each of them.
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
    targetBars(data, rows),
    sampleList(
      data,
      store,
      rows.map((row) => ({ row, cells: [cell] })),
      SHOWN,
    ),
  );
}

/** How many of each class, range of numbers or label, with a bar each. */
function targetBars(data: ReportData, rows: readonly number[]): HTMLElement | undefined {
  const bars = targetCounts(data, rows);
  if (bars.length === 0) return undefined;
  return element(
    'ul',
    { class: 'class-bars' },
    ...bars.map(([name, n]) => {
      const share = n / rows.length;
      const bar = svg(
        'svg',
        { viewBox: '0 0 100 10', preserveAspectRatio: 'none', class: 'class-bar', 'aria-hidden': 'true' },
        svg('rect', { width: 100 * share, height: 10 }),
      );
      const numbers = `${formatNumber(n)} (${formatShare(share, 0)})`;
      return element('li', {}, name, bar, element('span', {}, numbers));
    }),
  );
}

/** Classes and labels with the most first, ranges of numbers in their order. */
function targetCounts(data: ReportData, rows: readonly number[]): readonly (readonly [Child, number])[] {
  const { samples } = data.exploration!;
  const { labels } = samples;
  const ranges = byNumber(data.exploration!);
  if (ranges !== undefined) {
    const sizes = groupSizes(ranges, rows);
    return ranges.groups.map(({ name }, range) => [element('span', {}, name), sizes[range]!]);
  }
  if (labels !== undefined) {
    const counts = countIds(rows.flatMap((row) => labels[row]!));
    return counts.map(([label, n]) => [nameText(data.labelNames![label]!), n]);
  }
  if (data.classNames.length === 0) return [];
  const counts = countIds(rows.map((row) => samples.classIds[row]!));
  return counts.map(([classId, n]) => [className(data, classId), n]);
}
