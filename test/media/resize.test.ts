import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resize } from '../../src/media/index.ts';
import golden from '../golden/media/resize.json' with { type: 'json' };
import { difference, imageOf } from './pixels.ts';

const kernels = ['nearest', 'bilinear', 'bicubic', 'lanczos'] as const;
const image = (name: string) => imageOf(golden.images[name as keyof typeof golden.images]);

describe('resize', () => {
  for (const { image: name, kernel, result, ...rest } of golden.resizes) {
    const [left, top, right, bottom] = 'box' in rest ? (rest.box as number[]) : [];
    const box =
      left === undefined ? {} : { box: { left, top: top!, width: right! - left, height: bottom! - top! } };
    it(`equals Pillow: ${name} to ${result.width}x${result.height}, ${kernel}${left === undefined ? '' : ', box'}`, () => {
      const seen = resize(image(name), result.width, result.height, kernel as (typeof kernels)[number], box);
      expect([seen.width, seen.height]).toEqual([result.width, result.height]);
      expect(difference(seen, imageOf(result))).toEqual({ mean: 0, max: 0 });
    });
  }

  it('computes a window of the result with the values of the whole', () => {
    const source = image('37x23');
    fc.assert(
      fc.property(
        fc.constantFrom(...kernels),
        fc.integer({ min: 3, max: 50 }),
        fc.integer({ min: 3, max: 50 }),
        (kernel, width, height) => {
          const window = { left: 1, top: 2, width: width - 2, height: height - 2 };
          const whole = resize(source, width, height, kernel);
          const part = resize(source, width, height, kernel, { window });
          for (let y = 0; y < window.height; y++) {
            const from = ((y + 2) * width + 1) * 3;
            const row = whole.data.subarray(from, from + window.width * 3);
            expect(part.data.subarray(y * window.width * 3, (y + 1) * window.width * 3)).toEqual(row);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves a constant image constant, whatever the sizes', () => {
    const size = fc.integer({ min: 1, max: 40 });
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.constantFrom(...kernels),
        size,
        size,
        size,
        size,
        byte,
        (kernel, w, h, toW, toH, value) => {
          const flat = { width: w, height: h, data: new Uint8Array(w * h * 3).fill(value) };
          expect(resize(flat, toW, toH, kernel).data).toEqual(new Uint8Array(toW * toH * 3).fill(value));
        },
      ),
    );
  });

  it('refuses sizes and windows that make no image', () => {
    const source = image('37x23');
    expect(() => resize(source, 0, 4, 'bilinear')).toThrow(
      'Cannot resize an image as width and height must be positive integers: 0 × 4',
    );
    expect(() =>
      resize(source, 8, 8, 'nearest', { window: { left: 2, top: 0, width: 7, height: 8 } }),
    ).toThrow('Cannot resize an image as the window must lie inside of 8 × 8: 7 × 8 at (2, 0)');
  });
});
