import { count } from '../../format.ts';
import type { ReportData } from '../data.ts';
import type { Store } from '../store.ts';
import { openDialog } from './dialog.ts';
import { type Child, element, fill } from './element.ts';
import { type CardOptions, sampleCard } from './sample-card.ts';

/** Samples of a long list that are shown at once: more would keep a phone busy. */
const PAGE = 60;

/** A sample of a list, and the test it is listed for. */
export type Listed = CardOptions & { readonly row: number };

/** Open a dialog that lists samples as cards.
 * @param lead a line above them. */
export function openSamples(
  data: ReportData,
  store: Store,
  {
    title,
    lead,
    samples,
  }: { readonly title: Child; readonly lead?: Child; readonly samples: readonly Listed[] },
): void {
  openDialog(
    title,
    element('p', {}, lead ?? count(samples.length, 'sample')),
    sampleList(data, store, samples),
  );
}

/** Samples as a list of cards; of a long list the first ones, and a button for more.
 * @param page how many are shown at once. */
export function sampleList(
  data: ReportData,
  store: Store,
  samples: readonly Listed[],
  page = PAGE,
): HTMLElement {
  const list = element('ul', { class: 'sample-cards' });
  const more = element('button', { type: 'button', click: () => show() });
  const show = () => {
    const from = list.childElementCount;
    const cards = samples
      .slice(from, from + page)
      .map(({ row, ...options }) => sampleCard(data, store, row, options));
    list.append(...cards.map((card) => element('li', {}, card)));
    const rest = samples.length - list.childElementCount;
    fill(more, `Show ${Math.min(rest, page)} more of ${samples.length}`);
    more.hidden = rest === 0;
  };
  show();
  return element('div', { class: 'samples' }, list, more);
}
