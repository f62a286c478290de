import { BINS, BLOCK_BINS } from './boosting-memory.ts';

/** The histograms of four features that this thread works on: gradient and hessian of each bin side by side, and the
 * samples of each bin. Constants of the module, as these arrays' lengths are then known when the loops over them are
 * compiled, which halves their time. */
const sums = new Float64Array(2 * BLOCK_BINS);
const counts = new Int32Array(BLOCK_BINS);

/** The samples of a node. */
export interface NodeSamples {
  readonly samples: Int32Array;
  /** Gradient and hessian of each of `samples`, in their order. */
  readonly gradientPairs: Float32Array;
  readonly start: number;
  readonly end: number;
}

/** Kept histograms, see `BoostingMemory`. */
export interface KeptHistograms {
  readonly sums: Float64Array;
  readonly counts: Int32Array;
}

/** Sum over the samples of a node.
 * @param codes from `word` on: the words of the block, 4 apart. */
export function sumBlock(codes: Int32Array, word: number, node: NodeSamples): void {
  const { samples, gradientPairs, end } = node;
  sums.fill(0);
  counts.fill(0);
  for (let i = node.start; i < end; i++) {
    const bins = codes[word + 4 * samples[i]!]!;
    const gradient = gradientPairs[2 * i]!;
    const hessian = gradientPairs[2 * i + 1]!;
    // doubled by shifts, as the compiler knows the range of those
    let at = bins & 255;
    counts[at]!++;
    at <<= 1;
    sums[at]! += gradient;
    sums[at + 1]! += hessian;
    at = BINS + ((bins >>> 8) & 255);
    counts[at]!++;
    at <<= 1;
    sums[at]! += gradient;
    sums[at + 1]! += hessian;
    at = 2 * BINS + ((bins >>> 16) & 255);
    counts[at]!++;
    at <<= 1;
    sums[at]! += gradient;
    sums[at + 1]! += hessian;
    at = 3 * BINS + (bins >>> 24);
    counts[at]!++;
    at <<= 1;
    sums[at]! += gradient;
    sums[at + 1]! += hessian;
  }
}

/** Keep a copy. @param at the kept bin to start at. */
export function keepBlock(kept: KeptHistograms, at: number): void {
  kept.sums.set(sums, 2 * at);
  kept.counts.set(counts, at);
}

/** Go from one child to the other: what is left of their parent, which is kept and becomes the other child. */
export function subtractFromKept(kept: KeptHistograms, at: number): void {
  subtractSums(kept.sums, 2 * at);
  subtractCounts(kept.counts, at);
}

function subtractSums(kept: Float64Array, at: number): void {
  for (let i = 0; i < sums.length; i++) {
    sums[i] = kept[at + i]! - sums[i]!;
    kept[at + i] = sums[i]!;
  }
}

function subtractCounts(kept: Int32Array, at: number): void {
  for (let i = 0; i < counts.length; i++) {
    counts[i] = kept[at + i]! - counts[i]!;
    kept[at + i] = counts[i]!;
  }
}

/** A node as the search for its split sees it. */
export interface NodeTotals {
  readonly gradients: number;
  readonly hessians: number;
  readonly nSamples: number;
  /** The loss that the node's value leaves, next to which a split gains. */
  readonly loss: number;
}

export interface SplitLimits {
  readonly minSamplesLeaf: number;
  readonly l2Regularization: number;
}

/** A child with less is none: its value would be all noise. */
export const MIN_HESSIANS = 1e-3;
/** Keeps the value of a leaf finite. */
const TINY = 1e-15;
/** What rounding may make of a comparison without division. */
const SLACK = 1 - 1e-12;

/** Look in the histogram at work for a split of its node on one feature that gains more than the best found so far.
 * @param first the feature's first bin. @param nBins how many it has.
 * @param found where the best split stands, from `foundAt` on: gain, feature, bin; gradients, hessians, samples on the left.
 * Source: Chen and Guestrin, XGBoost (2016), equation 7; limits as in scikit-learn. */
export function findSplit(
  first: number,
  nBins: number,
  feature: number,
  node: NodeTotals,
  limits: SplitLimits,
  found: Float64Array,
  foundAt: number,
): void {
  const { gradients, hessians, nSamples, loss } = node;
  const penalty = limits.l2Regularization + TINY;
  const mostLeft = nSamples - limits.minSamplesLeaf;
  const total = hessians + 2 * penalty;
  const slope = gradients / total;
  // G_l²/a + G_r²/b is slope · G + (G_l − slope · a)² · (a + b) / ab: what a split must reach, without a division
  const start = slope * gradients;
  let best = found[foundAt]!;
  let bar = ((best - loss) * SLACK - start) / total;
  // masked, as the compiler then knows that no index is out of range
  let bin = first & (BLOCK_BINS - BINS);
  const last = bin + (nBins & (BINS - 1)) - 1;
  let left = 0;
  let leftGradients = 0;
  let leftHessians = 0;
  const { minSamplesLeaf } = limits;
  for (; bin < last; bin++) {
    const count = counts[bin]!;
    if (left + count >= minSamplesLeaf) break;
    left += count;
    leftGradients += sums[bin << 1]!;
    leftHessians += sums[(bin << 1) + 1]!;
  }
  // nothing is right of the last bin
  for (; bin < last; bin++) {
    left += counts[bin]!;
    if (left > mostLeft) return;
    leftGradients += sums[bin << 1]!;
    leftHessians += sums[(bin << 1) + 1]!;
    const a = leftHessians + penalty;
    const apart = leftGradients - slope * a;
    if (apart * apart < bar * a * (total - a)) continue;
    const rightHessians = hessians - leftHessians;
    if (leftHessians < MIN_HESSIANS) continue;
    if (rightHessians < MIN_HESSIANS) return;
    const rightGradients = gradients - leftGradients;
    const gain =
      loss +
      leftGradients * (leftGradients / a) +
      rightGradients * (rightGradients / (rightHessians + penalty));
    if (gain <= best) continue;
    best = gain;
    bar = ((best - loss) * SLACK - start) / total;
    found[foundAt] = gain;
    found[foundAt + 1] = feature;
    found[foundAt + 2] = bin - first;
    found[foundAt + 3] = leftGradients;
    found[foundAt + 4] = leftHessians;
    found[foundAt + 5] = left;
  }
}

/** The value of a node: one Newton step. */
export function nodeValue(gradients: number, hessians: number, l2Regularization: number): number {
  return -gradients / (hessians + l2Regularization + TINY);
}
