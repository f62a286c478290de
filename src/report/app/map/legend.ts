import { formatNumber } from '../../format.ts';
import { element } from '../elements/element.ts';
import type { Colouring } from './groups.ts';
import { swatch } from './swatch.ts';

/** With more groups than this, showing or hiding all of them at once is worth a button. */
const fewGroups = 4;

/** The groups of a map with their symbols and numbers of points, each to be shown or hidden.
 * @param counts points of each group; those without any are left out.
 * @param hidden groups that are not shown now.
 * @param onChange is told the groups that are hidden. */
export function legend(
  { groups, isOrdered = false }: Colouring,
  counts: readonly number[],
  hidden: ReadonlySet<number>,
  onChange: (hidden: ReadonlySet<number>) => void,
): HTMLElement {
  const boxes = new Map<number, HTMLInputElement>();
  const tell = () => onChange(new Set([...boxes].filter(([, box]) => !box.checked).map(([group]) => group)));
  const entries = groups.flatMap(({ name, style }, group) => {
    if (counts[group] === 0) return [];
    const box = element('input', { type: 'checkbox', checked: !hidden.has(group), change: tell });
    boxes.set(group, box);
    const size = element('span', { class: 'map-count' }, formatNumber(counts[group]!));
    return [element('li', {}, element('label', {}, box, swatch(style), element('bdi', {}, name), size))];
  });
  const all = (isShown: boolean) => () => {
    for (const box of boxes.values()) box.checked = isShown;
    tell();
  };
  return element(
    'fieldset',
    { class: 'map-legend' },
    element('legend', {}, 'Shown'),
    boxes.size > fewGroups &&
      element(
        'p',
        {},
        element('button', { type: 'button', click: all(true) }, 'All'),
        ' ',
        element('button', { type: 'button', click: all(false) }, 'None'),
      ),
    element('ul', { class: isOrdered ? 'map-groups in-order' : 'map-groups' }, ...entries),
  );
}

/** Points of each group.
 * @param rows of the samples on the map. */
export function groupSizes({ groups, ofRow }: Colouring, rows: readonly number[]): readonly number[] {
  const sizes = groups.map(() => 0);
  for (const row of rows) sizes[ofRow[row]!]!++;
  return sizes;
}
