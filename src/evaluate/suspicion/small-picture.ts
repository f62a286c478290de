import type { GreyPicture } from './align-pictures.ts';

/** A small RGB picture, blurred a little, with what comparing it needs. */
export interface SmallPicture {
  readonly side: number;
  /** Interleaved, row-major, (side × side × 3). */
  readonly rgb: Float64Array;
  readonly grey: GreyPicture;
  /** At half the side. */
  readonly coarse: GreyPicture;
}

/** Prepare a picture and its mirror image for comparison. Blurring takes away what re-encoding and resampling change.
 * @param pixels interleaved RGB, row-major, (side × side × 3), side even. */
export function smallPictures(pixels: Float32Array): { upright: SmallPicture; mirrored: SmallPicture } {
  const side = Math.sqrt(pixels.length / 3);
  const rgb = blur(pixels, side);
  return { upright: complete(rgb, side), mirrored: complete(mirror(rgb, side), side) };
}

function complete(rgb: Float64Array, side: number): SmallPicture {
  const values = new Float64Array(side * side);
  for (let i = 0; i < values.length; i++) values[i] = (rgb[3 * i]! + rgb[3 * i + 1]! + rgb[3 * i + 2]!) / 3;
  const half = side / 2;
  const halved = new Float64Array(half * half);
  for (let i = 0; i < halved.length; i++) {
    const at = 2 * (Math.floor(i / half) * side + (i % half));
    halved[i] = (values[at]! + values[at + 1]! + values[at + side]! + values[at + side + 1]!) / 4;
  }
  return { side, rgb, grey: { side, values }, coarse: { side: half, values: halved } };
}

/** Weights 1, 2, 1 in both directions, fewer at the edges. */
function blur(pixels: Float32Array, side: number): Float64Array {
  const blurred = Float64Array.from(pixels);
  for (const [step, place] of [
    [3, (at: number) => at % side],
    [3 * side, (at: number) => Math.floor(at / side)],
  ] as const) {
    const source = blurred.slice();
    for (let i = 0; i < source.length; i++) {
      const at = place(Math.floor(i / 3));
      const before = at === 0 ? undefined : source[i - step]!;
      const after = at === side - 1 ? undefined : source[i + step]!;
      const weight = 2 + (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
      blurred[i] = (2 * source[i]! + (before ?? 0) + (after ?? 0)) / weight;
    }
  }
  return blurred;
}

function mirror(rgb: Float64Array, side: number): Float64Array {
  return rgb.map((_, i) => {
    const pixel = Math.floor(i / 3);
    const x = pixel % side;
    return rgb[3 * (pixel - x + side - 1 - x) + (i % 3)]!;
  });
}
