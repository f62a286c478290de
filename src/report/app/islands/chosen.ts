import { scoreText } from '../elements/cell-text.ts';
import { element, fill } from '../elements/element.ts';
import { followCell } from '../follow-cell.ts';
import type { Island } from '../island.ts';
import { cellOf } from '../lookup.ts';

/** Says which cell the page shows while it is not the one that the run chose, and leads back to that. */
export const chosen: Island = (root, data, store) => {
  const text = element('span', { role: 'status' });
  const back = element(
    'button',
    { type: 'button', click: () => store.set({ cell: data.chosen }) },
    'Back to the best',
  );
  root.append(text, back);
  followCell(store, (id) => {
    const cell = cellOf(data, id);
    root.hidden = id === data.chosen;
    fill(
      text,
      root.hidden ? '' : element('b', {}, cell.title),
      root.hidden ? '' : ` ${scoreText(data, cell)}`,
    );
  });
};
