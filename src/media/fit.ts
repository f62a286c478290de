import { roundHalfEven } from './round.ts';
import type { ImagePreprocessing, Rectangle, RgbImage } from './types.ts';

/** Where the pixels of an image come to lie in a network's input. */
export interface Fit {
  /** Size that the image is scaled to, pixels. */
  readonly width: number;
  readonly height: number;
  /** The input, in pixels of the scaled image: a part of it, all of it, or more than it where it is padded. */
  readonly window: Rectangle;
}

/** Place an image in a network's input as the recipe says.
 * @throws {RangeError} If the crop is larger than what `resizeTo` leaves. */
export function fitImage(
  image: Pick<RgbImage, 'width' | 'height'>,
  recipe: Pick<ImagePreprocessing, 'size' | 'resize' | 'resizeTo'>,
): Fit {
  const [height, width] = recipe.size;
  const scaled = scaledSize(image, recipe);
  return {
    ...scaled,
    window: {
      left: roundHalfEven((scaled.width - width) / 2),
      top: roundHalfEven((scaled.height - height) / 2),
      width,
      height,
    },
  };
}

function scaledSize(
  image: Pick<RgbImage, 'width' | 'height'>,
  { size: [height, width], resize, resizeTo }: Pick<ImagePreprocessing, 'size' | 'resize' | 'resizeTo'>,
): Pick<RgbImage, 'width' | 'height'> {
  if (resize === 'squash') return { width, height };
  if (resize === 'pad') return longSide(image, width, height);
  const short = resizeTo ?? Math.max(height, width);
  if (short < height || short < width) {
    throw new RangeError(
      `Cannot crop an image as resizeTo must be at least the input's size of ${height} × ${width}: ${short}`,
    );
  }
  return shortSide(image, short);
}

/** Source: torchvision, `Resize(int)` (the long side is cut to an integer) and `CenterCrop` (halves to even). */
function shortSide({ width, height }: Pick<RgbImage, 'width' | 'height'>, short: number) {
  return width <= height
    ? { width: short, height: Math.trunc((short * height) / width) }
    : { width: Math.trunc((short * width) / height), height: short };
}

/** Source: Pillow, `ImageOps.pad`. */
function longSide(image: Pick<RgbImage, 'width' | 'height'>, width: number, height: number) {
  return image.width / image.height > width / height
    ? { width, height: Math.max(1, roundHalfEven((image.height / image.width) * width)) }
    : { width: Math.max(1, roundHalfEven((image.width / image.height) * height)), height };
}
