import type { CodeBounds } from './code-bounds.ts';

/** Codes of a feature in ranges of equal width: the least value, the 0 of rectified features, has a code of its own. */
export const EVEN_CODES = 256;

/** Ranges per unit of value; 0 where all values are equal. */
export function scaleOf(least: number, greatest: number): number {
  // a little less, so that the greatest value is in the last range
  return greatest > least ? (EVEN_CODES - 1 - 1e-6) / (greatest - least) : 0;
}

/** The code of a value. */
export function codeOf(value: number, least: number, scale: number): number {
  return Number(value > least) + (((value - least) * scale) | 0);
}

/** Add the least and the greatest float with each code. */
export function addRanges(least: number, greatest: number, scale: number, bounds: CodeBounds): void {
  let low = least;
  for (let code = 0; code < EVEN_CODES - 1; code++) {
    // up to rounding: the borders of the ranges come before it and after it
    const border = least + code / scale;
    const error = 2 ** -22 * Math.abs(border) + 2 ** -48 * Math.abs(least) + 2 ** -148;
    let high = Math.max(least, Math.fround(border - error));
    let next = Math.min(greatest, Math.fround(border + error));
    for (;;) {
      const middle = Math.fround(high / 2 + next / 2);
      if (middle <= high || middle >= next) break;
      if (codeOf(middle, least, scale) <= code) high = middle;
      else next = middle;
    }
    bounds.add(low, high);
    low = next;
  }
  bounds.add(low, greatest);
}
