import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ImagePreprocessing, preprocess, resize } from '../../src/media/index.ts';
import golden from '../golden/media/resize.json' with { type: 'json' };
import { imageOf } from './pixels.ts';

const image = (name: string) => imageOf(golden.images[name as keyof typeof golden.images]);

/** Pixels as they are: what a recipe gives is then the fitted image itself. */
const plain: ImagePreprocessing = {
  size: [8, 8],
  resize: 'squash',
  kernel: 'bilinear',
  channels: 'rgb',
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  layout: 'nhwc',
};

describe('preprocess', () => {
  for (const { image: name, kernel, resizeTo, result } of golden.crops) {
    it(`equals torchvision: ${name}, short side to ${resizeTo}, crop ${result.width}x${result.height}, ${kernel}`, () => {
      const recipe: ImagePreprocessing = {
        ...plain,
        size: [result.height, result.width],
        resize: 'short-side',
        resizeTo,
        kernel: kernel as 'bilinear' | 'bicubic',
      };
      expect(preprocess(image(name), recipe)).toEqual(Float32Array.from(imageOf(result).data));
    });
  }

  for (const { image: name, padColour, result } of golden.pads) {
    it(`equals ImageOps.pad: ${name} to ${result.width}x${result.height}`, () => {
      const recipe: ImagePreprocessing = {
        ...plain,
        size: [result.height, result.width],
        resize: 'pad',
        padColour: padColour as [number, number, number],
        kernel: 'bicubic',
      };
      expect(preprocess(image(name), recipe)).toEqual(Float32Array.from(imageOf(result).data));
    });
  }

  it('normalises in the order of the channels', () => {
    const grey = { width: 1, height: 1, data: new Uint8Array([255, 51, 0]) };
    const recipe: ImagePreprocessing = {
      ...plain,
      size: [1, 1],
      channels: 'bgr',
      scale: 1 / 255,
      mean: [0.5, 0.1, 0.2],
      std: [0.5, 0.1, 0.4],
    };
    const [b, g, r] = preprocess(grey, recipe);
    expect([b, g, r]).toEqual([-1, 1, 2].map((value) => expect.closeTo(value, 6)));
  });

  it('gives nchw and nhwc, rgb and bgr as permutations of one another', () => {
    const side = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(side, side, fc.constantFrom('squash', 'short-side', 'pad'), (h, w, fit) => {
        const recipe: ImagePreprocessing = { ...plain, size: [h, w], resize: fit };
        const source = image('37x23');
        const rgb = preprocess(source, recipe);
        const planes = preprocess(source, { ...recipe, layout: 'nchw' });
        const bgr = preprocess(source, { ...recipe, channels: 'bgr' });
        for (let i = 0; i < h * w; i++) {
          for (let c = 0; c < 3; c++) {
            expect(planes[c * h * w + i]).toBe(rgb[i * 3 + c]);
            expect(bgr[i * 3 + 2 - c]).toBe(rgb[i * 3 + c]);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('scales a long input by its longer side, so that the crop never leaves the image', () => {
    const seen = preprocess(image('64x64'), { ...plain, size: [5, 11], resize: 'short-side' });
    const whole = resize(image('64x64'), 11, 11, 'bilinear');
    expect(seen).toEqual(Float32Array.from(whole.data.subarray(3 * 11 * 3, 8 * 11 * 3)));
  });

  it('writes one image of a batch and leaves the others alone', () => {
    const batch = new Float32Array(3 * 192).fill(-1);
    const one = preprocess(image('64x64'), plain);
    expect(preprocess(image('64x64'), plain, batch, 192)).toBe(batch);
    expect(batch.subarray(192, 384)).toEqual(one);
    expect(batch.filter((value) => value === -1)).toHaveLength(384);
  });

  it('refuses a crop larger than the scaled image, and a target that is too short', () => {
    expect(() => preprocess(image('64x64'), { ...plain, resize: 'short-side', resizeTo: 7 })).toThrow(
      "Cannot crop an image as resizeTo must be at least the input's size of 8 × 8: 7",
    );
    expect(() => preprocess(image('64x64'), plain, new Float32Array(200), 10)).toThrow(
      'Cannot preprocess an image as the target must hold 192 values from 10: it holds 200',
    );
  });
});
