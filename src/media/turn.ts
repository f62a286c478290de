import type { RgbImage } from './types.ts';

/** A rotation by quarter turns anticlockwise, followed by a mirror. */
export interface Turn {
  /** 0 to 3. */
  readonly quarters: number;
  readonly mirror: 'none' | 'left-right' | 'top-bottom';
}

/** Rotate and mirror an image; nothing to do gives the image itself. */
export function turnImage(image: RgbImage, turn: Turn): RgbImage {
  if (turn.quarters === 0 && turn.mirror === 'none') return image;
  const { width: w, height: h } = image;
  const [width, height] = turn.quarters % 2 === 1 ? [h, w] : [w, h];
  // Pixel (x, y) of the result is pixel `origin + x · right + y · down` of the source.
  let [origin, right, down] = [
    [0, 1, w],
    [w - 1, w, -1],
    [w * h - 1, -1, -w],
    [w * (h - 1), -w, 1],
  ][turn.quarters] as [number, number, number];
  if (turn.mirror === 'left-right') {
    origin += (width - 1) * right;
    right = -right;
  }
  if (turn.mirror === 'top-bottom') {
    origin += (height - 1) * down;
    down = -down;
  }
  const data = new Uint8Array(image.data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const from = 3 * (origin + x * right + y * down);
      data[to] = image.data[from]!;
      data[to + 1] = image.data[from + 1]!;
      data[to + 2] = image.data[from + 2]!;
    }
  }
  return { data, width, height };
}
