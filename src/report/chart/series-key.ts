import { shortenMiddle } from '../plain-text.ts';
import { charactersIn } from './layout.ts';
import type { Layer } from './text.ts';

const entryWidth = 200;
const rowHeight = 17;
/** Between the key and the plot: room for a label of the topmost point. */
const gap = 12;

/** The names of lines above the plot, each behind a dash in its colour; one line alone needs none.
 * @param series colours by name. @param width of the figure. @param dashed names of dashed lines. */
export function seriesKey(
  series: ReadonlyMap<string, string>,
  width: number,
  dashed: readonly string[] = [],
): Layer[] {
  if (series.size < 2) return [];
  const perRow = entriesPerRow(width);
  const nRows = Math.ceil(series.size / perRow);
  return [...series].flatMap(([name, fill], i) => {
    const x = (i % perRow) * entryWidth;
    const y = -gap - rowHeight * (nRows - Math.floor(i / perRow));
    const entry = (text: string, offset: number, style: object): Layer => ({
      data: { values: [{ text }] },
      mark: { type: 'text', align: 'left', baseline: 'middle', ...style },
      encoding: { x: { value: x + offset }, y: { value: y }, text: { field: 'text' } },
    });
    const title = shortenMiddle(name, charactersIn(entryWidth - 30));
    return [
      entry(dashed.includes(name) ? '\u254d' : '\u2501', 0, { fill, fontSize: 16 }),
      entry(title, 20, {}),
    ];
  });
}

/** Room that {@link seriesKey} takes above the plot, pixels. */
export function seriesKeyHeight(series: ReadonlyMap<string, string>, width: number): number {
  return series.size < 2 ? 0 : Math.ceil(series.size / entriesPerRow(width)) * rowHeight + gap;
}

function entriesPerRow(width: number): number {
  return Math.max(1, Math.floor(width / entryWidth));
}
