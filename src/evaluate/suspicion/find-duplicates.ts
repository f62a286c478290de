import { isSparse, type Matrix, selectRows, takeRows } from '../../core/index.ts';
import { median } from '../statistics.ts';
import { comparePixels } from './compare-pixels.ts';
import { leastOf, type NeighbourPair, neighbourPairs } from './neighbour-pairs.ts';
import { referenceSpace } from './reference-space.ts';
import { type Contents, numberContents } from './same-content.ts';
import { unitRows } from './standardise.ts';
import { lowBound } from './tail-bounds.ts';
import type { DuplicatePair, Duplicates, SuspicionInput } from './types.ts';

/** Neighbours whose pixels are looked at: by the reference features, and by the pixels themselves. */
const NEIGHBOURS = 8;
const PIXEL_NEIGHBOURS = 3;
/** Pairs whose pixels are compared at most, the closest in features first. */
const COMPARED_PAIRS = 20_000;
/** What re-encoding at low quality and cropping a fifth leave of a difference, measured on photos and emoji. */
const COPY_DIFFERENCE = 0.2;
/** Copies differ by this share of what a picture's nearest other usually differs by. */
const COPY_SHARE = 0.075;
/** Robust standard deviations below the usual distance of nearest neighbours at which features agree. */
const DEVIATIONS = 4;
/** Fewer contents than this say nothing of how alike neighbours usually are. */
const LEAST_CONTENTS = 20;

/** What {@link findDuplicates} reads. */
export type DuplicatesInput = Pick<SuspicionInput, 'spaces' | 'contentKeys' | 'signal'>;

/** Find samples that show the same, of equal bytes and of others.
 *
 * Neighbours by features are candidates. Where the run has raw pixels, two pictures are laid on each other, mirrored if
 * need be, and are copies if they differ by less than a small share of what a picture's best match usually does, so that
 * a set full of look-alikes is judged more strictly. Elsewhere a pair is a copy if its distance stands out from
 * those of all nearest neighbours. */
export async function findDuplicates({ spaces, contentKeys, signal }: DuplicatesInput): Promise<Duplicates> {
  const contents = numberContents(contentKeys);
  const reference = referenceSpace(spaces);
  const unit = unitRows(selectRows(reference.X, contents.firsts));
  const raw = spaces.find(({ kind }) => kind === 'raw-pixels')?.X;
  const found =
    raw === undefined || isSparse(raw)
      ? await byFeatures(unit)
      : await byPixels(unit, takeRows(raw, contents.firsts), signal);
  const { firsts } = contents;
  const near = found.pairs.map(
    (pair): DuplicatePair => ({ ...pair, a: firsts[pair.a]!, b: firsts[pair.b]!, kind: 'near' }),
  );
  const pairs = [...exactPairs(contents), ...near.sort((p, q) => p.difference - q.difference)];
  return {
    pairs,
    contents: contents.ids,
    space: reference.id,
    comparedBy: found.by,
    threshold: found.threshold,
  };
}

interface NearPairs {
  readonly pairs: readonly Pick<DuplicatePair, 'a' | 'b' | 'difference' | 'isMirrored'>[];
  readonly by: Duplicates['comparedBy'];
  readonly threshold: number;
}

async function byFeatures(unit: Matrix): Promise<NearPairs> {
  const pairs = await neighbourPairs(unit, NEIGHBOURS);
  const distances = pairs.map(({ distance }) => distance);
  const nearest = leastOf(pairs, distances, unit.rows).filter((distance) => distance > ROUNDING);
  const threshold =
    nearest.length < LEAST_CONTENTS ? ROUNDING : Math.max(lowBound(nearest, DEVIATIONS), ROUNDING);
  return {
    pairs: pairs
      .filter(({ distance }) => distance <= threshold)
      .map(({ a, b, distance }) => ({ a, b, difference: distance, isMirrored: false })),
    by: 'features',
    threshold,
  };
}

/** Cosine distance of vectors that are equal but for rounding. */
const ROUNDING = 1e-6;

async function byPixels(unit: Matrix, pixels: Matrix, signal?: AbortSignal): Promise<NearPairs> {
  const candidates = closest([
    ...(await neighbourPairs(unit, NEIGHBOURS)),
    ...(await neighbourPairs(unitRows(pixels), PIXEL_NEIGHBOURS)),
  ]);
  const compared = await comparePixels(candidates, pixels, signal);
  const differences = compared.map(({ difference }) => difference);
  // pictures that nothing can be laid on say nothing of how alike neighbours are
  const least = leastOf(candidates, differences, unit.rows).filter(Number.isFinite);
  const usual = least.length < LEAST_CONTENTS ? 0 : COPY_SHARE * median(least);
  const threshold = Math.min(COPY_DIFFERENCE, usual);
  return {
    pairs: candidates
      .map(({ a, b }, p) => ({ a, b, ...compared[p]! }))
      .filter(({ difference }) => difference <= threshold),
    by: 'pixels',
    threshold,
  };
}

/** Each pair once, at most so many. */
function closest(pairs: readonly NeighbourPair[]): NeighbourPair[] {
  const distinct = new Map(pairs.toReversed().map((pair) => [`${pair.a} ${pair.b}`, pair]));
  return [...distinct.values()].sort((p, q) => p.distance - q.distance).slice(0, COMPARED_PAIRS);
}

/** Of samples with equal content, the first with each of the others. */
function exactPairs({ ids, firsts }: Contents): DuplicatePair[] {
  return [...ids.entries()]
    .filter(([row, id]) => firsts[id] !== row)
    .map(([row, id]) => ({ a: firsts[id]!, b: row, kind: 'exact', isMirrored: false, difference: 0 }));
}
