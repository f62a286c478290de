import type { Rng } from '../../core/index.ts';

/** How the samples of each tree are chosen and weighted. */
export interface Sampling {
  readonly bootstrap: boolean;
  /** Samples drawn for a tree: null for as many as there are, a share of their weight, or a number. */
  readonly maxSamples: number | null;
  /** Weight the classes anew in each bootstrap, in inverse proportion to how often they were drawn. */
  readonly balancesEachTree: boolean;
}

/** The weights of the samples in one tree. A bootstrap draws them in proportion to their own weight and counts them as
 * often as they were drawn; without it every sample has its own weight.
 * @param sampleWeight of all samples; undefined where all are 1. */
export function treeWeights(
  y: ArrayLike<number>,
  nClasses: number,
  sampleWeight: Float64Array | undefined,
  { bootstrap, maxSamples, balancesEachTree }: Sampling,
  rng: Rng,
): Float64Array {
  if (!bootstrap) return sampleWeight ?? new Float64Array(y.length).fill(1);
  const drawn = drawSamples(y.length, samplesPerTree(maxSamples, y.length, sampleWeight), sampleWeight, rng);
  if (!balancesEachTree) return drawn;
  const perClass = new Float64Array(nClasses);
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    perClass[y[i]!]! += drawn[i]!;
    total += drawn[i]!;
  }
  const present = perClass.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
  return drawn.map((count, i) => (count === 0 ? 0 : (count * total) / (present * perClass[y[i]!]!)));
}

/** How many samples are drawn, as in scikit-learn.
 * @returns at least 1. */
export function samplesPerTree(
  maxSamples: number | null,
  nSamples: number,
  sampleWeight?: Float64Array,
): number {
  if (maxSamples === null) return nSamples;
  if (maxSamples >= 1) return maxSamples;
  const total = sampleWeight === undefined ? nSamples : sampleWeight.reduce((sum, weight) => sum + weight, 0);
  return Math.max(1, Math.floor(maxSamples * total));
}

/** How often each sample is drawn, with replacement. */
function drawSamples(
  nSamples: number,
  nDrawn: number,
  sampleWeight: Float64Array | undefined,
  rng: Rng,
): Float64Array {
  const drawn = new Float64Array(nSamples);
  if (sampleWeight === undefined) {
    for (let k = 0; k < nDrawn; k++) drawn[rng.int(nSamples)]!++;
    return drawn;
  }
  const upTo = new Float64Array(nSamples);
  let total = 0;
  for (let i = 0; i < nSamples; i++) {
    total += sampleWeight[i]!;
    upTo[i] = total;
  }
  for (let k = 0; k < nDrawn; k++) drawn[firstAbove(upTo, rng.float() * total)]!++;
  return drawn;
}

/** The position of the first of ascending values that is greater than `value`. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
