import type { SuspicionSpace } from './types.ts';

/** Share of the backbone's work after which copies of a picture lie closest together and pictures that are alike do not
 * yet: measured on photos and emoji, where shallower layers lose mirrored copies and deeper ones cropped copies. */
const REFERENCE_DEPTH = 0.8;

/** The feature space in which neighbours are looked for: the trained layer nearest to four fifths of its backbone's work,
 * averaged over places if there is a choice; else a bag of words, a hand-crafted space, raw pixels.
 * @param spaces at least one. */
export function referenceSpace(spaces: readonly SuspicionSpace[]): SuspicionSpace {
  const order = ['deep', 'bag-of-words', 'hand-crafted', 'raw-pixels'] as const;
  const rank = ({ kind, isRandom }: SuspicionSpace) => (isRandom ? order.length : order.indexOf(kind));
  const distance = ({ depth = 0 }: SuspicionSpace) => Math.abs(depth - REFERENCE_DEPTH);
  return [...spaces].sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b))[0]!;
}
