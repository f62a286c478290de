import { element } from '../elements/element.ts';
import { nameText } from '../elements/name.ts';
import { sampleCard } from '../elements/sample-card.ts';
import type { Island } from '../island.ts';
import type { SuspectCard } from '../model/suspects.ts';

/** Shown before one asks for more. */
const SHOWN = 6;

/** Suspicious samples with their pictures, pairs side by side; the table of them folds away. */
export const suspects: Island = (root, data, store) => {
  const cards = data.suspects!.find(({ id }) => id === root.dataset.group)!.cards;
  const list = element('ul', { class: cards[0]!.rows.length === 1 ? 'suspects single' : 'suspects' });
  const more = element(
    'button',
    { type: 'button', click: () => show(cards.length) },
    `Show all ${cards.length}`,
  );
  const show = (until: number) => {
    list.append(...cards.slice(list.childElementCount, until).map(cardOf));
    more.hidden = list.childElementCount === cards.length;
  };
  show(SHOWN);
  root.append(list, more);
  for (const table of root.querySelectorAll('details')) table.open = false;
  root.append(...root.querySelectorAll('details'));

  function cardOf({ rows, note }: SuspectCard): HTMLElement {
    const words = note.map((part) => (typeof part === 'string' ? part : nameText(part.name)));
    return element(
      'li',
      {},
      element('div', { class: 'pair' }, ...rows.map((row) => sampleCard(data, store, row))),
      element('p', {}, ...words),
    );
  }
};
