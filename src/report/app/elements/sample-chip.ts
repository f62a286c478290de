import type { ReportData } from '../data.ts';
import type { Store } from '../store.ts';
import { element } from './element.ts';
import { openSample } from './sample-dialog.ts';
import { samplePicture } from './sample-parts.ts';
import { sampleTarget } from './sample-target.ts';
import { withTooltip } from './tooltip.ts';

/** A sample as a small picture, or the beginning of its text, over what it is. It opens the sample.
 * @param isOdd marks it as of another class than it is shown with. */
export function sampleChip(data: ReportData, store: Store, row: number, isOdd = false): HTMLElement {
  const { ids } = data.exploration!.samples;
  const chip = element(
    'button',
    {
      type: 'button',
      class: isOdd ? 'sample-chip odd' : 'sample-chip',
      click: () => openSample(data, store, row),
    },
    samplePicture(data, row) ?? element('bdi', { class: 'sample-text' }, ids[row]),
    element(
      'span',
      { class: 'chip-class' },
      isOdd && element('span', { 'aria-hidden': 'true' }, '≠ '),
      sampleTarget(data, row),
    ),
    element('span', { class: 'visually-hidden' }, isOdd && ', another class', `: ${ids[row]}`),
  );
  withTooltip(chip, () => [element('bdi', {}, ids[row]), ' ', sampleTarget(data, row)]);
  return chip;
}
