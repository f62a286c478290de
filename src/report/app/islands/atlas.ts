import { count, formatShare } from '../../format.ts';
import { element } from '../elements/element.ts';
import { className } from '../elements/sample-parts.ts';
import { openSamples } from '../elements/samples-dialog.ts';
import { withTooltip } from '../elements/tooltip.ts';
import type { Island } from '../island.ts';
import { type Direction, nextPoint } from '../map/nearest.ts';

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The tiles of the atlas as buttons over its picture: each opens its samples. One of them is a stop of the Tab key, the
 * arrow keys go to the others. */
export const atlas: Island = (root, data, store) => {
  const { columns, tiles } = data.exploration!.atlas!;
  const picture = root.querySelector('img')!;
  const places = { x: tiles.map(({ column }) => column), y: tiles.map(({ row }) => -row) };
  const buttons = tiles.map(({ column, row, count: n, rows, classId, purity }, tile) => {
    const share = purity === 1 ? 'all' : formatShare(purity, 0);
    const say = () =>
      data.classNames.length === 0
        ? [count(n, 'sample')]
        : [`${count(n, 'sample')}, ${share} `, className(data, classId)];
    const button = element(
      'button',
      {
        type: 'button',
        class: 'atlas-tile',
        tabindex: tile === 0 ? 0 : -1,
        click: () =>
          openSamples(data, store, {
            title: element('span', {}, ...say()),
            lead: n > rows.length ? `The ${rows.length} nearest to the middle of the tile` : undefined,
            samples: rows.map((of) => ({ row: of })),
          }),
      },
      element('span', { class: 'visually-hidden' }, ...say()),
    );
    button.style.left = `${(100 * column) / columns}%`;
    button.style.top = `${(100 * row) / columns}%`;
    button.style.width = `${100 / columns}%`;
    button.style.height = `${100 / columns}%`;
    withTooltip(button, say);
    return button;
  });
  const grid = element(
    'div',
    { class: 'atlas-grid', role: 'group', 'aria-label': 'Tiles of the atlas' },
    ...buttons,
  );
  grid.addEventListener('keydown', (event) => {
    const direction = directions[event.key];
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    if (direction === undefined || from < 0) return;
    event.preventDefault();
    const to = nextPoint(places, from, direction, () => true);
    if (to !== undefined) buttons[to]!.focus();
  });
  grid.addEventListener('focusin', ({ target }) => {
    for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  });
  const frame = element('div', { class: 'atlas-picture' }, grid);
  picture.replaceWith(frame);
  frame.prepend(picture);
};
