import { alignPictures, overlap, type Placement } from './align-pictures.ts';
import type { SmallPicture } from './small-picture.ts';

/** Blocks of this many pixels a side are compared one by one. */
const BLOCK = 4;
/** Pixels of a block that must be seen for it to count. */
const LEAST_SEEN = 8;
/** Grey difference of the half-size pictures above which looking closer is no use. */
const HOPELESS = 0.4;
/** Below this, no other start does better. */
const ALIGNED = 0.02;
const COARSE_STEPS = 8;
const FINE_STEPS = 8;

/** The same size, cut out of the other, or the other way round. */
const starts: readonly Placement[] = [1, 0.88, 1.14].map((scale) => ({
  scaleX: scale,
  scaleY: scale,
  shiftX: 0,
  shiftY: 0,
}));

/** How much two pictures differ where they differ most, once one is laid on the other: the greatest mean squared
 * difference of a 4 × 4 block over the variance of the picture, contrast fitted. Re-encoding and cropping spread a
 * little difference over all blocks; another smile is a great difference in one.
 * @returns 0 where they are equal, Infinity where they cannot be laid on each other. About 1 ms. */
export function pictureDifference(A: SmallPicture, B: SmallPicture): number {
  if (isFlat(A) || isFlat(B)) return isEqual(A, B) ? 0 : Number.POSITIVE_INFINITY;
  let best = starts[0]!;
  let difference = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const coarse = alignPictures(A.coarse, B.coarse, start, COARSE_STEPS);
    if (coarse.difference >= difference) continue;
    difference = coarse.difference;
    best = coarse.placement;
    if (difference < ALIGNED) break;
  }
  if (difference > HOPELESS) return Number.POSITIVE_INFINITY;
  return worstBlock(A, B, alignPictures(A.grey, B.grey, best, FINE_STEPS).placement);
}

/** Grey values, of [0, 1], that differ by less show nothing. */
const VISIBLE = 0.01;

function isFlat({ grey }: SmallPicture): boolean {
  return grey.values.every((value) => Math.abs(value - grey.values[0]!) < VISIBLE);
}

function isEqual(A: SmallPicture, B: SmallPicture): boolean {
  return A.rgb.every((value, i) => Math.abs(value - B.rgb[i]!) < VISIBLE);
}

function worstBlock(A: SmallPicture, B: SmallPicture, placement: Placement): number {
  const { side } = B;
  const sampled = new Float64Array(B.rgb.length).fill(Number.NaN);
  const meanA = [0, 0, 0];
  const meanB = [0, 0, 0];
  const n = overlap(side, placement, (at, from, right, down) => {
    for (let c = 0; c < 3; c++) {
      const corner = 3 * from + c;
      const upper = A.rgb[corner]! + right * (A.rgb[corner + 3]! - A.rgb[corner]!);
      const below = corner + 3 * side;
      const lower = A.rgb[below]! + right * (A.rgb[below + 3]! - A.rgb[below]!);
      sampled[3 * at + c] = upper + down * (lower - upper);
      meanA[c]! += sampled[3 * at + c]!;
      meanB[c]! += B.rgb[3 * at + c]!;
    }
  });
  let [sumAA, sumBB, sumAB] = [0, 0, 0];
  for (let i = 0; i < sampled.length; i++) {
    if (Number.isNaN(sampled[i]!)) continue;
    const a = sampled[i]! - meanA[i % 3]! / n;
    const b = B.rgb[i]! - meanB[i % 3]! / n;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  }
  if (sumAA === 0 || sumBB === 0) return Number.POSITIVE_INFINITY;
  const contrast = sumAB / sumAA;
  const variance = sumBB / (3 * n);
  const perRow = Math.ceil(side / BLOCK);
  const errors = new Float64Array(perRow * perRow);
  const seen = new Int32Array(perRow * perRow);
  for (let i = 0; i < sampled.length; i++) {
    if (Number.isNaN(sampled[i]!)) continue;
    const pixel = Math.floor(i / 3);
    const block = Math.floor(pixel / side / BLOCK) * perRow + Math.floor((pixel % side) / BLOCK);
    const a = contrast * (sampled[i]! - meanA[i % 3]! / n);
    errors[block]! += (a - (B.rgb[i]! - meanB[i % 3]! / n)) ** 2;
    seen[block]!++;
  }
  return Math.max(
    0,
    ...errors.map((error, k) => (seen[k]! < 3 * LEAST_SEEN ? 0 : error / seen[k]! / variance)),
  );
}
