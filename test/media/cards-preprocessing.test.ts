import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { backbones } from '../../src/backbone/index.ts';
import { type ImagePreprocessing, preprocess, type RgbImage } from '../../src/media/index.ts';
import { golden } from '../support/golden.ts';

/** What preprocess.py measured: one recipe on every image. */
interface GoldenRecipe {
  readonly name: string;
  readonly recipe: ImagePreprocessing;
  /** Of the values below, in the tensor. */
  readonly positions: readonly number[];
  readonly cases: readonly {
    readonly image: string;
    /** Of the 8-bit crop. */
    readonly sha256: string;
    /** Of each channel of the tensor. */
    readonly mean: readonly number[];
    readonly std: readonly number[];
    readonly values: readonly number[];
  }[];
}

const { images, recipes } = golden<{
  images: readonly { name: string; width: number; height: number }[];
  recipes: readonly GoldenRecipe[];
}>('media/preprocess.json');

/** The same waves as preprocess.py draws. */
function chirp(name: string): RgbImage {
  const { width, height } = images.find((image) => image.name === name)!;
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) data[to++] = (x * x + 2 * y * y + x * y * c + 400 * c) >> 4;
    }
  }
  return { data, width, height };
}

/** Values of one channel of a tensor. */
function channelOf(tensor: Float32Array, c: number, { layout, size }: ImagePreprocessing): Float32Array {
  const nPixels = size[0] * size[1];
  if (layout === 'nchw') return tensor.subarray(c * nPixels, (c + 1) * nPixels);
  return tensor.filter((_, i) => i % 3 === c);
}

/** Equal to 1e-6, and to what a mean loses as the float32 that the libraries subtract. */
function expectClose(seen: number, expected: number, { mean }: ImagePreprocessing): void {
  const rounding = 2 ** -24 * Math.max(...mean);
  expect(Math.abs(seen - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)) + rounding);
}

describe('preprocess follows torchvision and Keras', () => {
  for (const { name, recipe, positions, cases } of recipes) {
    for (const { image, sha256, mean, std, values } of cases) {
      it(`${name} on ${image}`, () => {
        const source = chirp(image);
        const crop = preprocess(source, {
          ...recipe,
          channels: 'rgb',
          scale: 1,
          mean: [0, 0, 0],
          std: [1, 1, 1],
          layout: 'nhwc',
        });
        expect(createHash('sha256').update(Uint8Array.from(crop)).digest('hex')).toBe(sha256);

        const tensor = preprocess(source, recipe);
        for (const [i, position] of positions.entries()) expectClose(tensor[position]!, values[i]!, recipe);
        for (const c of [0, 1, 2]) {
          const channel = channelOf(tensor, c, recipe);
          const average = channel.reduce((sum, value) => sum + value, 0) / channel.length;
          const variance = channel.reduce((sum, value) => sum + (value - average) ** 2, 0) / channel.length;
          expectClose(average, mean[c]!, recipe);
          expectClose(Math.sqrt(variance), std[c]!, recipe);
        }
      });
    }
  }
});

describe('the preprocessing of a card is one of those', () => {
  for (const { id, input } of backbones.entries.filter(({ modality }) => modality === 'image')) {
    it(id, () => {
      const isGolden = recipes.some(({ recipe }) => isDeepStrictEqual(recipe, input));
      expect(isGolden, `preprocess.py must make golden values of ${JSON.stringify(input)}`).toBe(true);
    });
  }
});
