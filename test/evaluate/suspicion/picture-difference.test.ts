import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/core/index.ts';
import { pictureDifference } from '../../../src/evaluate/suspicion/picture-difference.ts';
import { smallPictures } from '../../../src/evaluate/suspicion/small-picture.ts';

const side = 32;

/** A picture of smooth waves, sampled at scale · x + shift: a cut-out of the one at scale 1. */
function waves(seed: number, scale = 1, shift = 0): Float32Array {
  const rng = createRng(seed);
  const terms = Array.from({ length: 12 }, () => [6 * rng.float() - 3, 6 * rng.float() - 3, 6 * rng.float()]);
  return Float32Array.from({ length: 3 * side * side }, (_, i) => {
    const pixel = Math.floor(i / 3);
    const x = (scale * ((pixel % side) - 15.5)) / side + shift;
    const y = (scale * (Math.floor(pixel / side) - 15.5)) / side + shift;
    const value = terms.reduce((sum, [a, b, c]) => sum + Math.sin(3 * (a! * x + b! * y) + c! + (i % 3)), 0);
    return 0.5 + value / 24;
  });
}

const difference = (a: Float32Array, b: Float32Array) =>
  pictureDifference(smallPictures(a).upright, smallPictures(b).upright);

describe('the difference of pictures', () => {
  const picture = waves(1);

  it('is 0 for equal ones, also in another contrast', () => {
    expect(difference(picture, picture)).toBe(0);
    expect(
      difference(
        picture,
        picture.map((value) => 0.1 + 0.6 * value),
      ),
    ).toBeLessThan(1e-6);
  });

  it('is small for a cut-out, whichever is cut out of which', () => {
    const cut = waves(1, 0.84, 0.04);
    expect(difference(picture, cut)).toBeLessThan(0.02);
    expect(difference(cut, picture)).toBeLessThan(0.02);
  });

  it('is great where one place differs', () => {
    const changed = picture.slice();
    for (let y = 12; y < 20; y++) {
      for (let x = 12; x < 20; x++)
        changed.fill(1 - picture[3 * (y * side + x)]!, 3 * (y * side + x), 3 * (y * side + x) + 3);
    }
    expect(difference(picture, changed)).toBeGreaterThan(0.3);
  });

  it('is great for other pictures and for mirror images, until one is mirrored', () => {
    expect(difference(picture, waves(2))).toBeGreaterThan(0.5);
    const { upright, mirrored } = smallPictures(picture);
    const turned = Float32Array.from(picture, (_, i) => {
      const pixel = Math.floor(i / 3);
      const x = pixel % side;
      return picture[3 * (pixel - x + side - 1 - x) + (i % 3)]!;
    });
    expect(pictureDifference(upright, smallPictures(turned).upright)).toBeGreaterThan(0.3);
    expect(pictureDifference(mirrored, smallPictures(turned).upright)).toBe(0);
  });

  it('is 0 for two pictures without anything on them', () => {
    const flat = new Float32Array(3 * side * side).fill(0.3);
    expect(difference(flat, flat)).toBe(0);
    expect(difference(flat, picture)).toBe(Number.POSITIVE_INFINITY);
  });
});
