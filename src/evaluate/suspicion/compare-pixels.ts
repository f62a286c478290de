import { setImmediate } from 'node:timers/promises';
import { type Matrix, rowOf, throwIfAborted } from '../../core/index.ts';
import { pictureDifference } from './picture-difference.ts';
import { smallPictures } from './small-picture.ts';

/** How much two pictures differ at most places, and whether one had to be mirrored for that. */
export interface PixelComparison {
  readonly difference: number;
  readonly isMirrored: boolean;
}

/** A picture that differs this little needs no mirror. */
const SAME = 0.05;

/** Compare pictures pair by pair, upright and mirrored, by {@link pictureDifference}.
 * @param pixels of raw pixels, (n, side × side × 3).
 * @throws {InterruptedError} If the signal is raised. A pair takes about 2 ms. */
export async function comparePixels(
  pairs: readonly { readonly a: number; readonly b: number }[],
  pixels: Matrix,
  signal?: AbortSignal,
): Promise<PixelComparison[]> {
  const prepared = new Map<number, ReturnType<typeof smallPictures>>();
  const pictureOf = (row: number) => {
    const picture = prepared.get(row) ?? smallPictures(rowOf(pixels, row));
    prepared.set(row, picture);
    return picture;
  };
  const found: PixelComparison[] = [];
  for (const [p, { a, b }] of pairs.entries()) {
    if (p % 64 === 0) {
      await setImmediate();
      throwIfAborted(signal);
    }
    const [first, { upright }] = [pictureOf(a), pictureOf(b)];
    const straight = pictureDifference(first.upright, upright);
    const mirrored = straight < SAME ? Number.POSITIVE_INFINITY : pictureDifference(first.mirrored, upright);
    found.push({ difference: Math.min(straight, mirrored), isMirrored: mirrored < straight });
  }
  return found;
}
