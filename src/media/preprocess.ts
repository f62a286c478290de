import { resize } from './resize.ts';
import { roundHalfEven } from './round.ts';
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
  const [height, width] = recipe.size;
  if (recipe.resize === 'squash') return resize(image, width, height, recipe.kernel);
  return recipe.resize === 'short-side' ? fitShortSide(image, recipe) : fitPadded(image, recipe);
}

/** Source: torchvision, `Resize(int)` (the long side is cut to an integer) and `CenterCrop` (halves to even). */
function fitShortSide(image: RgbImage, recipe: ImagePreprocessing): RgbImage {
  const [height, width] = recipe.size;
  const short = recipe.resizeTo ?? Math.max(height, width);
  if (short < height || short < width) {
    throw new RangeError(
      `Cannot crop an image as resizeTo must be at least the input's size of ${height} × ${width}: ${short}`,
    );
  }
  const isPortrait = image.width <= image.height;
  const scaledWidth = isPortrait ? short : Math.trunc((short * image.width) / image.height);
  const scaledHeight = isPortrait ? Math.trunc((short * image.height) / image.width) : short;
  const window: Rectangle = {
    left: roundHalfEven((scaledWidth - width) / 2),
    top: roundHalfEven((scaledHeight - height) / 2),
    width,
    height,
  };
  return resize(image, scaledWidth, scaledHeight, recipe.kernel, { window });
}

/** Source: Pillow, `ImageOps.pad`. */
function fitPadded(image: RgbImage, recipe: ImagePreprocessing): RgbImage {
  const [height, width] = recipe.size;
  const isWide = image.width / image.height > width / height;
  const scaledWidth = isWide ? width : Math.max(1, roundHalfEven((image.width / image.height) * height));
  const scaledHeight = isWide ? Math.max(1, roundHalfEven((image.height / image.width) * width)) : height;
  const scaled = resize(image, scaledWidth, scaledHeight, recipe.kernel);
  const left = roundHalfEven((width - scaledWidth) / 2);
  const top = roundHalfEven((height - scaledHeight) / 2);
  const data = new Uint8Array(width * height * 3);
  const colour = recipe.padColour ?? [0, 0, 0];
  for (let i = 0; i < data.length; i++) data[i] = colour[i % 3]!;
  for (let y = 0; y < scaledHeight; y++) {
    const row = scaled.data.subarray(y * scaledWidth * 3, (y + 1) * scaledWidth * 3);
    data.set(row, ((top + y) * width + left) * 3);
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
