import { count, formatShare } from '../../format.ts';
import type { ReportData } from '../data.ts';
import { cellPicker } from '../elements/cell-picker.ts';
import { confusionGrid, pairText } from '../elements/confusion-grid.ts';
import { element, fill } from '../elements/element.ts';
import { openSamples } from '../elements/samples-dialog.ts';
import { followCell } from '../follow-cell.ts';
import type { Island } from '../island.ts';
import { cellOf } from '../lookup.ts';
import {
  type ClassPair,
  type ConfusionMatrix,
  confusedMost,
  confusionOf,
  outcomesIn,
} from '../model/confusion.ts';
import { type Outcome, outcomesOf } from '../model/outcomes.ts';
import type { Store } from '../store.ts';

/** Above this many classes nobody finds a number in a matrix: what is confused most says more. */
const MOST_CLASSES = 40;

/** Of the confusions listed beside the matrix. */
const MOST_CONFUSED = 8;

/** What the chosen cell took for what, as a matrix whose numbers open their samples, in the place of the picture of it. */
export const confusion: Island = (root, data, store) => {
  const { classNames } = data;
  const picture = root.querySelector('figure');
  const live = element('div', { class: 'confusion' });
  root.prepend(cellPicker(data, store));
  root.append(live);
  followCell(store, (cell) => {
    const outcomes = outcomesOf(data.exploration!, cell);
    const matrix = outcomes ? confusionOf(outcomes, classNames.length) : cellOf(data, cell).confusion;
    const isGrid = matrix !== undefined && classNames.length <= MOST_CLASSES;
    // The picture shows the cell that the report is about.
    if (picture) picture.hidden = isGrid || cell !== data.chosen;
    if (matrix === undefined) {
      fill(live, element('p', {}, `What ${cellOf(data, cell).title} said is not in this page.`));
      return;
    }
    const open = outcomes && ((pair: ClassPair) => openPair(data, store, cell, outcomes, pair));
    const label = `Confusion matrix of ${cellOf(data, cell).title}`;
    fill(
      live,
      element('p', {}, introOf(isGrid, open !== undefined)),
      isGrid &&
        element(
          'div',
          { class: 'scroll' },
          confusionGrid({ classNames, matrix, label, ...(open && { open }) }),
        ),
      open && confusedList(data, matrix, open),
    );
  });
};

function introOf(isGrid: boolean, opens: boolean): string {
  const rows = isGrid ? 'Rows are the true classes, columns what they were taken for. ' : '';
  return opens
    ? `${rows}A number opens the samples that it counts.`
    : `${rows}Which samples it counts is not in this page.`;
}

/** The confusions that come most often, as buttons. */
function confusedList(
  data: ReportData,
  matrix: ConfusionMatrix,
  open: (pair: ClassPair) => void,
): HTMLElement | undefined {
  const pairs = confusedMost(matrix, MOST_CONFUSED);
  if (pairs.length === 0) return undefined;
  return element(
    'div',
    { class: 'confused' },
    element('h3', {}, 'Confused most often'),
    element(
      'ul',
      {},
      ...pairs.map((pair) =>
        element(
          'li',
          {},
          element(
            'button',
            { type: 'button', click: () => open(pair) },
            ...pairText(data.classNames, pair),
            ` ${pair.count}`,
          ),
        ),
      ),
    ),
  );
}

function openPair(
  data: ReportData,
  store: Store,
  cell: string,
  outcomes: readonly Outcome[],
  pair: ClassPair,
): void {
  const found = outcomesIn(outcomes, pair);
  const total = outcomes.filter(({ actual }) => actual === pair.actual).length;
  openSamples(data, store, {
    title: element('span', {}, ...pairText(data.classNames, pair)),
    lead: `${count(found.length, 'test')} of ${total}, ${formatShare(found.length / total, 0)}, with ${cellOf(data, cell).title}`,
    samples: found.map(({ row, test }) => ({ row, test, cells: [cell] })),
  });
}
