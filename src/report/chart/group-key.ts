import { plainText, shortenMiddle } from '../plain-text.ts';
import { charactersIn } from './layout.ts';
import { colour } from './palette.ts';
import type { PointStyle } from './point-style.ts';
import type { Layer } from './text.ts';

/** Pixels of one entry of a {@link groupKey}. */
export const keyEntry = { width: 160, height: 18 };

/** A group of points, as a key names it. */
export interface Group {
  readonly name: string;
  readonly style: PointStyle;
}

/** The names of groups, each behind its symbol.
 * @param corner the upper left one, pixels of the plot. */
export function groupKey(
  groups: readonly Group[],
  corner: { readonly x: number; readonly y: number },
  perRow: number,
): Layer[] {
  return groups.flatMap(({ name, style }, i): Layer[] => {
    const x = corner.x + (i % perRow) * keyEntry.width;
    const y = corner.y + (Math.floor(i / perRow) + 0.5) * keyEntry.height;
    const text = shortenMiddle(plainText(name), charactersIn(keyEntry.width - 30));
    const data = { values: [{ text }] };
    return [
      {
        data,
        mark: { type: 'point', shape: style.shape, size: 100, fill: colour(style.colour), opacity: 1 },
        encoding: { x: { value: x + 6 }, y: { value: y }, stroke: { value: null } },
      },
      {
        data,
        mark: { type: 'text', align: 'left', baseline: 'middle' },
        encoding: { x: { value: x + 18 }, y: { value: y }, text: { field: 'text' } },
      },
    ];
  });
}
