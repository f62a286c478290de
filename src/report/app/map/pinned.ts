import type { ReportData } from '../data.ts';
import { element } from '../elements/element.ts';
import { sampleCard } from '../elements/sample-card.ts';
import type { Store } from '../store.ts';
import { neighbourList } from './neighbours.ts';

/** One sample and those most alike to it in each layer.
 * @param onClose lets go of it. */
export function pinnedPanel(data: ReportData, store: Store, row: number, onClose: () => void): HTMLElement {
  const { cell } = store.get();
  return element(
    'section',
    { class: 'map-pinned', 'aria-label': 'Neighbours of the pinned sample' },
    element(
      'header',
      {},
      element('h3', {}, 'Nearest neighbours of ', element('bdi', {}, data.exploration!.samples.ids[row])),
      element('button', { type: 'button', click: onClose }, 'Unpin'),
    ),
    element(
      'p',
      {},
      'Layer by layer, the nearest first by cosine',
      data.classNames.length > 0 && '; those of another class are marked ≠',
      '.',
    ),
    element(
      'div',
      { class: 'map-pinned-body' },
      sampleCard(data, store, row, { cells: [cell] }),
      neighbourList(data, store, row),
    ),
  );
}
