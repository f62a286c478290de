import { coefficientsOf } from './coefficients.ts';
import { resizeNearest } from './nearest.ts';
import { inputsOf, type Span, scaleColumns, scaleRows, type Tile } from './passes.ts';
import type { Rectangle, ResizeKernel, RgbImage } from './types.ts';

export interface ResizeOptions {
  /** The part of the image to scale, fractions of pixels allowed; default all of it. */
  readonly box?: Rectangle;
  /** The part of the result to compute, in whole pixels; default all of it. Values are those of the whole result. */
  readonly window?: Rectangle;
}

/** Resize an image as `Image.resize(size, kernel, box)` of Pillow 13 does, bit for bit: fixed-point weights, one pass for
 * each axis, 8 bits between them. Shrinking antialiases, except with `nearest`.
 * @returns shape (window.height, window.width, 3); may share the image's pixels where nothing changes.
 * @throws {RangeError} If a size is no positive integer, or box or window reaches beyond its image.
 * Source: Pillow, src/libImaging/Resample.c, `ImagingResampleInner`. */
export function resize(
  image: RgbImage,
  width: number,
  height: number,
  kernel: ResizeKernel,
  options: ResizeOptions = {},
): RgbImage {
  if (!(Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0)) {
    throw new RangeError(
      `Cannot resize an image as width and height must be positive integers: ${width} × ${height}`,
    );
  }
  const box = options.box ?? { left: 0, top: 0, width: image.width, height: image.height };
  const window = options.window ?? { left: 0, top: 0, width, height };
  checkInside('box', box, image.width, image.height);
  checkInside('window', window, width, height);
  if (kernel === 'nearest') return resizeNearest(image, width, height, box, window);

  const axis = (inSize: number, start: number, length: number, outSize: number) =>
    inSize === outSize && start === 0 && length === outSize
      ? undefined
      : coefficientsOf(kernel, inSize, start, start + length, outSize);
  const horizontal = axis(image.width, box.left, box.width, width);
  const vertical = axis(image.height, box.top, box.height, height);
  const columns: Span = { start: window.left, length: window.width };
  const rows: Span = { start: window.top, length: window.height };
  const whole: Tile = {
    data: image.data,
    columns: { start: 0, length: image.width },
    rows: { start: 0, length: image.height },
  };
  // Rounding between the passes makes their order matter; this is Pillow's rule since 13.0.
  const rowsLost = image.height - height;
  const isVerticalFirst = rowsLost > 0 && rowsLost > 2 * (image.width - width);
  const { data } = isVerticalFirst
    ? scaleRows(scaleColumns(whole, vertical, inputsOf(horizontal, columns), rows), horizontal, columns, rows)
    : scaleColumns(scaleRows(whole, horizontal, columns, inputsOf(vertical, rows)), vertical, columns, rows);
  return { data, width: window.width, height: window.height };
}

function checkInside(name: string, part: Rectangle, width: number, height: number): void {
  const { left, top } = part;
  const isInside = left >= 0 && top >= 0 && left + part.width <= width && top + part.height <= height;
  if (isInside && part.width > 0 && part.height > 0) return;
  throw new RangeError(
    `Cannot resize an image as the ${name} must lie inside of ${width} × ${height}: ` +
      `${part.width} × ${part.height} at (${left}, ${top})`,
  );
}
