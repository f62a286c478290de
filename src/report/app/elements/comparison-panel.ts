import { metricStyle } from '../../format.ts';
import type { ReportCell, ReportData } from '../data.ts';
import { cellOf } from '../lookup.ts';
import { type Flips, flipsBetween } from '../model/flips.ts';
import type { Store } from '../store.ts';
import { rankedCells } from './cell-text.ts';
import { differenceText } from './difference-text.ts';
import { element, fill } from './element.ts';
import { sampleList } from './samples-dialog.ts';
import { labelledSelect } from './select.ts';

/** Nothing is compared. */
const NONE = '';

/** Two cells side by side: their paired difference, their metrics, and the samples that flip between them. */
export function comparisonPanel(data: ReportData, store: Store): HTMLElement {
  const options = rankedCells(data).map(({ id, title }) => ({ value: id, text: title }));
  const a = labelledSelect('A', (cell) => store.set({ cell }));
  const b = labelledSelect('B', (id) => store.set({ compareWith: id === NONE ? undefined : id }));
  const body = element('div', {});
  const show = () => {
    const { cell, compareWith } = store.get();
    a.offer(options, cell);
    b.offer([{ value: NONE, text: 'none' }, ...options], compareWith ?? NONE);
    if (compareWith === undefined || compareWith === cell) {
      fill(body, element('p', { class: 'aside' }, 'Pick B to see two cells side by side.'));
    } else fill(body, ...comparison(data, store, cellOf(data, cell), cellOf(data, compareWith)));
  };
  show();
  store.subscribe((now, before) => {
    if (now.cell !== before.cell || now.compareWith !== before.compareWith) show();
  });
  return element(
    'section',
    { class: 'side-by-side', 'aria-label': 'Two cells side by side' },
    element('h3', {}, 'Two cells side by side'),
    element('div', { class: 'fields' }, a.label, b.label),
    body,
  );
}

function comparison(
  data: ReportData,
  store: Store,
  a: ReportCell,
  b: ReportCell,
): readonly (Node | undefined)[] {
  const { lead, interval, source } = differenceText(data, a, b);
  const flips = data.exploration && flipsBetween(data.exploration, a.id, b.id);
  return [
    element(
      'p',
      { role: 'status' },
      element('b', {}, lead),
      ` ${interval} `,
      element('span', { class: 'aside' }, source),
    ),
    metricsTable(data, a, b),
    ...(flips ? flipLists(data, store, a, b, flips) : []),
  ];
}

function metricsTable({ metrics }: ReportData, a: ReportCell, b: ReportCell): HTMLElement {
  const rows = metrics.map(metricStyle).flatMap((style) => {
    const [ofA, ofB] = [a.metrics[style.id], b.metrics[style.id]];
    if (ofA === undefined && ofB === undefined) return [];
    const text = (result: typeof ofA) =>
      result === undefined
        ? element('td', { class: 'number' }, '–')
        : element(
            'td',
            { class: 'number' },
            style.value(result.mean),
            ' ',
            element('small', {}, style.range(result)),
          );
    return [element('tr', {}, element('th', { scope: 'row' }, style.title), text(ofA), text(ofB))];
  });
  const heads = ['Metric', 'A', 'B'].map((head, i) =>
    element('th', { scope: 'col', class: i > 0 && 'number' }, head),
  );
  return element(
    'div',
    { class: 'scroll', role: 'region', 'aria-label': 'Metrics of both cells', tabindex: 0 },
    element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
  );
}

function flipLists(
  data: ReportData,
  store: Store,
  a: ReportCell,
  b: ReportCell,
  flips: Flips,
): readonly Node[] {
  const { both, onlyA, onlyB, neither } = flips;
  const list = (title: string, tests: Flips['onlyA']) => {
    const cards = element('div', {});
    const details = element(
      'details',
      { class: 'flips' },
      element('summary', {}, `${title}: ${tests.length}`),
      cards,
    );
    details.addEventListener('toggle', () => {
      if (!details.open || cards.hasChildNodes()) return;
      const listed = tests.map(({ row, test }) => ({ row, test, cells: [a.id, b.id] }));
      fill(cards, sampleList(data, store, listed));
    });
    return details;
  };
  return [
    element(
      'p',
      {},
      `Of ${both.length + onlyA.length + onlyB.length + neither.length} tests both are right in ${both.length} and both wrong in ${neither.length}; ${onlyA.length + onlyB.length} flip. On each card A comes first.`,
    ),
    list('Only A is right', onlyA),
    list('Only B is right', onlyB),
  ];
}
