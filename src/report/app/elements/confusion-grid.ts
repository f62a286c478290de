import { formatShare } from '../../format.ts';
import type { ClassPair, ConfusionMatrix } from '../model/confusion.ts';
import { arrowKeys } from './arrow-keys.ts';
import { type Child, element } from './element.ts';
import { nameText } from './name.ts';
import { withTooltip } from './tooltip.ts';

/** Characters of a class name for which there is room beside the matrix. */
const NAME_LENGTH = 20;

export interface ConfusionGridOptions {
  readonly classNames: readonly string[];
  readonly matrix: ConfusionMatrix;
  /** Names the grid for a screen reader. */
  readonly label: string;
  /** Opens what a number counts; absent where that is not known. */
  readonly open?: (pair: ClassPair) => void;
}

/** A confusion matrix as a table: rows are true classes, columns what they were taken for, shaded by the share of the
 * row. Its numbers open what they count; one Tab leads into it, the arrow keys around it. */
export function confusionGrid({ classNames, matrix, label, open }: ConfusionGridOptions): HTMLElement {
  const stops: HTMLElement[][] = [];
  const rows = matrix.map((counts, actual) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    const squares = counts.map((count, predicted) => {
      const share = total === 0 ? 0 : count / total;
      const pair = { actual, predicted };
      const say = () => [...pairText(classNames, pair), `: ${count} of ${total}, ${formatShare(share, 0)}`];
      return squareOf({ count, share, say, open: open && (() => open(pair)) });
    });
    stops.push(squares.map(({ stop }) => stop));
    return element('tr', {}, nameCell(classNames[actual]!, 'row'), ...squares.map(({ cell }) => cell));
  });
  const grid = element(
    'table',
    { role: 'grid', class: 'confusion-grid', 'aria-label': label },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('td', { class: 'corner' }, 'true ↓ taken for →'),
        ...classNames.map((name) => nameCell(name, 'col')),
      ),
    ),
    element('tbody', {}, ...rows),
  );
  arrowKeys(grid, stops);
  return grid;
}

/** `animal taken for plant`. */
export function pairText(classNames: readonly string[], { actual, predicted }: ClassPair): readonly Child[] {
  const name = nameText(classNames[actual]!);
  return actual === predicted
    ? [name, ' recognised']
    : [name, ' taken for ', nameText(classNames[predicted]!)];
}

function nameCell(name: string, scope: 'row' | 'col'): HTMLElement {
  return element('th', { scope }, nameText(name, NAME_LENGTH));
}

/** What a number of the matrix says, and what it opens. */
interface Square {
  readonly count: number;
  /** Of the row. */
  readonly share: number;
  /** `animal taken for plant: 3 of 15, 20 %`. */
  readonly say: () => readonly Child[];
  readonly open: (() => void) | undefined;
}

/** A number with what takes the focus for it: the button that opens it, or where there is nothing to open its cell. */
function squareOf({ count, share, say, open }: Square): {
  readonly cell: HTMLElement;
  readonly stop: HTMLElement;
} {
  const cell = element('td');
  if (count === 0) return { cell, stop: cell };
  const label = element('span', {}, ...say()).textContent;
  const number = open
    ? element('button', { type: 'button', 'aria-label': label, click: open }, count)
    : element('span', { role: 'img', 'aria-label': label }, count);
  cell.append(number);
  cell.style.setProperty('--share', String(share));
  const stop = open ? number : cell;
  withTooltip(stop, say);
  return { cell, stop };
}
