import { type Coefficients, PRECISION_BITS } from './coefficients.ts';

/** Consecutive rows or columns. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** A part of an image of which `data` holds these rows and columns, RGB interleaved. */
export interface Tile {
  readonly data: Uint8Array;
  readonly columns: Span;
  readonly rows: Span;
}

/** Half of the last place, added before the shift so that it rounds. */
const HALF = 1 << (PRECISION_BITS - 1);

/** The inputs that a span of outputs is made of. */
export function inputsOf(coefficients: Coefficients | undefined, outputs: Span): Span {
  if (coefficients === undefined) return outputs;
  const { starts, counts } = coefficients;
  const last = outputs.start + outputs.length - 1;
  const start = starts[outputs.start]!;
  return { start, length: starts[last]! + counts[last]! - start };
}

/** Compute the given columns of the horizontally scaled tile, for the given rows.
 * Source: Pillow, src/libImaging/Resample.c, `ImagingResampleHorizontal_8bpc`. */
export function scaleRows(
  tile: Tile,
  coefficients: Coefficients | undefined,
  columns: Span,
  rows: Span,
): Tile {
  if (coefficients === undefined) return cut(tile, columns, rows);
  const { starts, counts, weights, stride } = coefficients;
  const source = tile.data;
  const data = new Uint8ClampedArray(columns.length * rows.length * 3);
  for (let y = 0, to = 0; y < rows.length; y++) {
    const row = ((rows.start + y - tile.rows.start) * tile.columns.length - tile.columns.start) * 3;
    for (let x = columns.start; x < columns.start + columns.length; x++, to += 3) {
      let from = row + starts[x]! * 3;
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      for (let k = x * stride, end = k + counts[x]!; k < end; k++, from += 3) {
        const weight = weights[k]!;
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
      }
      data[to] = red >> PRECISION_BITS;
      data[to + 1] = green >> PRECISION_BITS;
      data[to + 2] = blue >> PRECISION_BITS;
    }
  }
  return { data: new Uint8Array(data.buffer), columns, rows };
}

/** Compute the given rows of the vertically scaled tile, for the given columns.
 * Source: Pillow, src/libImaging/Resample.c, `ImagingResampleVertical_8bpc`. */
export function scaleColumns(
  tile: Tile,
  coefficients: Coefficients | undefined,
  columns: Span,
  rows: Span,
): Tile {
  if (coefficients === undefined) return cut(tile, columns, rows);
  const { starts, counts, weights, stride } = coefficients;
  const source = tile.data;
  const rowLength = tile.columns.length * 3;
  const data = new Uint8ClampedArray(columns.length * rows.length * 3);
  const left = (columns.start - tile.columns.start) * 3;
  for (let y = rows.start, to = 0; y < rows.start + rows.length; y++) {
    const first = y * stride;
    const end = first + counts[y]!;
    const top = (starts[y]! - tile.rows.start) * rowLength + left;
    for (let x = 0; x < columns.length; x++, to += 3) {
      let from = top + x * 3;
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      for (let k = first; k < end; k++, from += rowLength) {
        const weight = weights[k]!;
        red = (red + Math.imul(source[from]!, weight)) | 0;
        green = (green + Math.imul(source[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(source[from + 2]!, weight)) | 0;
      }
      data[to] = red >> PRECISION_BITS;
      data[to + 1] = green >> PRECISION_BITS;
      data[to + 2] = blue >> PRECISION_BITS;
    }
  }
  return { data: new Uint8Array(data.buffer), columns, rows };
}

function cut(tile: Tile, columns: Span, rows: Span): Tile {
  if (columns.length === tile.columns.length && rows.length === tile.rows.length) return tile;
  const data = new Uint8Array(columns.length * rows.length * 3);
  for (let y = 0; y < rows.length; y++) {
    const row = (rows.start + y - tile.rows.start) * tile.columns.length;
    const from = (row + columns.start - tile.columns.start) * 3;
    data.set(tile.data.subarray(from, from + columns.length * 3), y * columns.length * 3);
  }
  return { data, columns, rows };
}
