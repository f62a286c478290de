import type { ReportData } from '../data.ts';
import { element } from './element.ts';

/** The picture of a sample, cut from its sheet; its size is that of `--tile`. Decoration: the text beside it names it.
 * @returns undefined of a sample without a picture. */
export function thumbnail({ exploration }: ReportData, row: number): HTMLElement | undefined {
  const thumbnails = exploration?.samples.thumbnails;
  if (thumbnails === undefined) return undefined;
  const { columns, sheets } = thumbnails;
  const tile = row % columns ** 2;
  const sheet = Math.floor(row / columns ** 2);
  return pictureTile(sheets[sheet]!, columns, tile % columns, Math.floor(tile / columns));
}

/** One tile of a picture of many, counted from the left and from the top. */
export function pictureTile(source: string, columns: number, column: number, row: number): HTMLElement {
  const made = element('span', { class: `thumbnail ${sheetClass(source)}`, 'aria-hidden': 'true' });
  made.style.backgroundSize = `calc(${columns} * var(--tile)) auto`;
  made.style.backgroundPosition = `calc(${-column} * var(--tile)) calc(${-row} * var(--tile))`;
  return made;
}

const classes = new Map<string, string>();

/** A class whose background is a picture: as one rule, so that thousands of tiles hold its data URI once. */
function sheetClass(source: string): string {
  const known = classes.get(source);
  if (known !== undefined) return known;
  const name = `sheet-${classes.size}`;
  const sheet = new CSSStyleSheet();
  sheet.insertRule(`.${name} { background-image: url("${source}"); }`);
  document.adoptedStyleSheets.push(sheet);
  classes.set(source, name);
  return name;
}
