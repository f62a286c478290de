import { fitImage } from './fit.ts';
import { resize } from './resize.ts';
import type { ImagePreprocessing, Rectangle, RgbImage } from './types.ts';

/** Bring an image to a network's input as the recipe says.
 * @param target where to write; default a new array.
 * @param offset first value written, for image i of a batch `i · 3 · height · width`.
 * @returns float32, (3, height, width) or (height, width, 3) by `recipe.layout`: the target as given.
 * @throws {RangeError} If the crop is larger than what `resizeTo` leaves, or the target is too short. */
export function preprocess(
  image: RgbImage,
  recipe: ImagePreprocessing,
  target = new Float32Array(3 * recipe.size[0] * recipe.size[1]),
  offset = 0,
): Float32Array {
  const [height, width] = recipe.size;
  if (target.length < offset + 3 * height * width) {
    throw new RangeError(
      `Cannot preprocess an image as the target must hold ${3 * height * width} values from ${offset}: ` +
        `it holds ${target.length}`,
    );
  }
  normalize(toInputSize(image, recipe), recipe, target, offset);
  return target;
}

/** Scale and cut or pad to the input's size. */
function toInputSize(image: RgbImage, recipe: ImagePreprocessing): RgbImage {
  const { width, height, window } = fitImage(image, recipe);
  return recipe.resize === 'pad'
    ? padTo(window, resize(image, width, height, recipe.kernel), recipe.padColour ?? [0, 0, 0])
    : resize(image, width, height, recipe.kernel, { window });
}

/** Lay an image on a colour.
 * @param window as large as the image or larger, in the image's pixels. */
function padTo(
  { left, top, width, height }: Rectangle,
  image: RgbImage,
  colour: readonly number[],
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3]!;
  for (let y = 0; y < image.height; y++) {
    const row = image.data.subarray(y * image.width * 3, (y + 1) * image.width * 3);
    data.set(row, ((y - top) * width - left) * 3);
  }
  return { data, width, height };
}

/** Map every 8-bit value to `(value · scale - mean[c]) / std[c]` and lay the channels out. */
function normalize(image: RgbImage, recipe: ImagePreprocessing, target: Float32Array, offset: number): void {
  const nPixels = image.width * image.height;
  const [pixelStep, channelStep] = recipe.layout === 'nchw' ? [1, nPixels] : [3, 1];
  for (let c = 0; c < 3; c++) {
    const values = new Float32Array(256);
    for (let v = 0; v < 256; v++) values[v] = (v * recipe.scale - recipe.mean[c]!) / recipe.std[c]!;
    const from = recipe.channels === 'rgb' ? c : 2 - c;
    let to = offset + c * channelStep;
    for (let i = 0; i < nPixels; i++, to += pixelStep) target[to] = values[image.data[i * 3 + from]!]!;
  }
}
