import type { ReportData } from '../data.ts';
import { testsOf } from '../lookup.ts';
import type { Store } from '../store.ts';
import { element } from './element.ts';
import { openSample } from './sample-dialog.ts';
import { samplePicture } from './sample-parts.ts';
import { saidText, sampleTarget } from './sample-target.ts';

export interface CardOptions {
  /** Whose predictions to tell; none are told without it. */
  readonly cells?: readonly string[];
  /** Position in `exploration.tests`; the sample's first without it. */
  readonly test?: number;
}

/** A sample as a card: its picture or text, its id, what it is and what cells took it for. It opens the sample. */
export function sampleCard(
  data: ReportData,
  store: Store,
  row: number,
  { cells = [], test = testsOf(data, row)[0] }: CardOptions = {},
): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'sample-card', click: () => openSample(data, store, row) },
    samplePicture(data, row),
    element('span', { class: 'sample-id', dir: 'auto' }, data.exploration!.samples.ids[row]),
    sampleTarget(data, row),
    ...(test === undefined ? [] : cells.map((cell) => saidText(data, cell, test))),
  );
}
