import type { ReportData } from '../data.ts';
import { testsOf } from '../lookup.ts';
import type { Store } from '../store.ts';
import { rankedCells } from './cell-text.ts';
import { openDialog } from './dialog.ts';
import { element } from './element.ts';
import { samplePicture } from './sample-parts.ts';
import { saidText, sampleTarget } from './sample-target.ts';

/** Open one sample: its picture, what it is, and what every cell took it for whose predictions are kept. */
export function openSample(data: ReportData, store: Store, row: number): void {
  const { samples } = data.exploration!;
  store.set({ sample: row });
  openDialog(
    element('bdi', {}, samples.ids[row]),
    element(
      'div',
      { class: 'sample' },
      samplePicture(data, row),
      element(
        'p',
        {},
        sampleTarget(data, row),
        samples.splits?.[row] ? ` · ${samples.splits[row]}` : undefined,
      ),
    ),
    predictionsTable(data, store, row),
  );
}

/** A row for each cell whose predictions are kept; a sample that repeats test again has a line for each. */
function predictionsTable(data: ReportData, store: Store, row: number): HTMLElement | undefined {
  const tests = testsOf(data, row);
  const { cell: chosen } = store.get();
  const cells = rankedCells(data)
    .filter(({ id }) => tests.some((test) => saidText(data, id, test)))
    .toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen));
  if (cells.length === 0) return undefined;
  return element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        ...['Cell', data.classNames.length > 0 ? 'Taken for' : 'Predicted'].map((head) =>
          element('th', { scope: 'col' }, head),
        ),
      ),
    ),
    element(
      'tbody',
      {},
      ...cells.map(({ id, title }) =>
        element(
          'tr',
          { class: id === chosen && 'chosen' },
          element('th', { scope: 'row' }, title),
          element('td', {}, ...tests.map((test) => element('div', {}, saidText(data, id, test)))),
        ),
      ),
    ),
  );
}
