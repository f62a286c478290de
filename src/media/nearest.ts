import type { Rectangle, RgbImage } from './types.ts';

/** Resize by taking the input pixel under the centre of each output pixel; see `resize` for the parameters.
 * Source: Pillow, src/libImaging/Geometry.c, `ImagingScaleAffine`. */
export function resizeNearest(
  image: RgbImage,
  width: number,
  height: number,
  box: Rectangle,
  window: Rectangle,
): RgbImage {
  const columns = nearestPixels(box.left, box.width / width, width);
  const rows = nearestPixels(box.top, box.height / height, height);
  const data = new Uint8Array(window.width * window.height * 3);
  for (let y = 0, to = 0; y < window.height; y++) {
    const row = rows[window.top + y]! * image.width;
    for (let x = 0; x < window.width; x++, to += 3) {
      const from = (row + columns[window.left + x]!) * 3;
      data[to] = image.data[from]!;
      data[to + 1] = image.data[from + 1]!;
      data[to + 2] = image.data[from + 2]!;
    }
  }
  return { data, width: window.width, height: window.height };
}

/** One axis; a running sum as in Pillow, for its rounding errors decide ties. */
function nearestPixels(from: number, scale: number, outSize: number): Int32Array {
  const pixels = new Int32Array(outSize);
  let position = from + scale * 0.5;
  for (let i = 0; i < outSize; i++, position += scale) pixels[i] = Math.trunc(position);
  return pixels;
}
