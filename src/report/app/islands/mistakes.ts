import { count, formatNumber } from '../../format.ts';
import { element, fill } from '../elements/element.ts';
import { sampleList } from '../elements/samples-dialog.ts';
import { followCell } from '../follow-cell.ts';
import type { Island } from '../island.ts';
import { cellOf } from '../lookup.ts';
import { mistakesIn } from '../model/mistakes.ts';
import { outcomesOf } from '../model/outcomes.ts';

/** Shown before one asks for more. */
const SHOWN = 12;

/** What the chosen cell is surest about and wrong. */
export const mistakes: Island = (root, data, store) => {
  followCell(store, (cell) => {
    const { title } = cellOf(data, cell);
    const outcomes = outcomesOf(data.exploration!, cell);
    const found = outcomes && mistakesIn(outcomes);
    root.hidden = found === undefined || found.length === 0;
    if (outcomes === undefined || found === undefined) return;
    const isSure = found.some(({ confidence }) => confidence !== undefined);
    const tested = new Set(outcomes.map(({ row }) => row)).size;
    const order = isSure
      ? 'The surest come first: a wrong label, or something that the features do not see.'
      : 'It gives no probabilities, so that they stand in the order of their tests.';
    fill(
      root,
      element('h3', {}, isSure ? 'The surest mistakes' : 'Mistakes'),
      element(
        'p',
        {},
        element('b', {}, title),
        ` takes ${formatNumber(found.length)} of ${count(tested, 'sample')} for something else. ${order}`,
      ),
      sampleList(
        data,
        store,
        found.map(({ row, test }) => ({ row, test, cells: [cell] })),
        SHOWN,
      ),
    );
  });
};
