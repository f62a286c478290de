import type { ReportData } from '../data.ts';
import { outcomeOf, testsOf } from '../lookup.ts';
import type { Store } from '../store.ts';
import { element } from './element.ts';
import { openSample } from './sample-dialog.ts';
import { className, outcomeText, samplePicture } from './sample-parts.ts';

export interface CardOptions {
  /** Whose predictions to tell; none are told without it. */
  readonly cells?: readonly string[];
  /** Position in `exploration.tests`; the sample's first without it. */
  readonly test?: number;
}

/** A sample as a card: its picture or text, its id, its class and what cells took it for. It opens the sample. */
export function sampleCard(
  data: ReportData,
  store: Store,
  row: number,
  { cells = [], test = testsOf(data, row)[0] }: CardOptions = {},
): HTMLElement {
  const outcomes = test === undefined ? [] : cells.flatMap((cell) => outcomeOf(data, cell, test) ?? []);
  return element(
    'button',
    { type: 'button', class: 'sample-card', click: () => openSample(data, store, row) },
    samplePicture(data, row),
    element('span', { class: 'sample-id', dir: 'auto' }, data.exploration!.samples.ids[row]),
    className(data, data.exploration!.samples.classIds[row]!),
    ...outcomes.map((outcome) => outcomeText(data, outcome)),
  );
}
