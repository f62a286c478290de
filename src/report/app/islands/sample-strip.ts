import { element } from '../elements/element.ts';
import { sampleChip } from '../elements/sample-chip.ts';
import type { Island } from '../island.ts';

/** Samples that the page names, with their pictures or texts. */
export const sampleStrip: Island = (root, data, store) => {
  const rows = root.dataset.rows!.split(' ').filter(Boolean).map(Number);
  const chips = rows.map((row) => element('li', {}, sampleChip(data, store, row)));
  root.replaceWith(element('ul', { class: 'sample-chips' }, ...chips));
};
