import type { Rng } from '../../core/index.ts';
import type { Criterion } from './criterion.ts';
import type { FeatureCodes } from './feature-codes.ts';
import { NodeCodes } from './node-codes.ts';
import { WithoutReplacement } from './without-replacement.ts';

/** Where a node is divided. */
export interface Split {
  readonly feature: number;
  /** Codes of at most this go left, */
  readonly leftCode: number;
  /** which are values of at most this. */
  readonly threshold: number;
  /** The criterion's, summed over both sides: the greater, the purer they are. */
  readonly score: number;
}

/** What is tried of a feature. */
export interface ThresholdRule {
  /** Look for a threshold that beats a score, for the node that the criterion has taken.
   * @param codes of the node's samples.
   * @param share a random number, even in [0, 1).
   * @returns undefined if there is none; null if the codes are all equal. */
  search(feature: number, codes: NodeCodes, score: number, share: number): Split | undefined | null;
}

/** Looks for the split of a node among features drawn without replacement. As in scikit-learn a node whose drawn features
 * are all constant goes on drawing until one is not; one that leaves nothing to improve ends the search. */
export class Splitter {
  readonly #features: FeatureCodes;
  readonly #criterion: Criterion;
  readonly #rule: ThresholdRule;
  readonly #maxFeatures: number;
  readonly #draw: WithoutReplacement;
  readonly #codes: NodeCodes;
  readonly #right: Int32Array;

  /** @param maxFeatures looked at per node. */
  constructor(features: FeatureCodes, criterion: Criterion, rule: ThresholdRule, maxFeatures: number) {
    this.#features = features;
    this.#criterion = criterion;
    this.#rule = rule;
    this.#maxFeatures = maxFeatures;
    this.#draw = new WithoutReplacement(features.nFeatures);
    this.#codes = new NodeCodes(features);
    this.#right = new Int32Array(features.nSamples);
  }

  /** Start a tree: it depends on its own random numbers alone. */
  reset(): void {
    this.#draw.reset();
  }

  /** The best split of the node that the criterion has taken, `samples[start … end)`, or undefined if there is none. */
  find(samples: Int32Array, start: number, end: number, rng: Rng): Split | undefined {
    const codes = this.#codes;
    const features = this.#draw.numbers;
    let best: Split | undefined;
    let score = Number.NEGATIVE_INFINITY;
    let varies = false;
    for (let k = 0; k < features.length && (k < this.#maxFeatures || !varies); k++) {
      const share = this.#draw.drawOne(k, rng);
      const feature = features[k]!;
      codes.read(feature, samples, start, end);
      const split = this.#rule.search(feature, codes, score, share);
      if (split === null) continue;
      varies = true;
      if (split === undefined) continue;
      best = split;
      score = split.score;
      if (score >= this.#criterion.perfect) break;
    }
    return best;
  }

  /** Put the samples that go left first, keeping their order on both sides.
   * @returns where the right side starts. */
  partition(samples: Int32Array, start: number, end: number, { feature, leftCode }: Split): number {
    const { byFeature, nSamples } = this.#features;
    const column = feature * nSamples;
    const right = this.#right;
    let middle = start;
    let nRight = 0;
    for (let j = start; j < end; j++) {
      // written to both sides, of which one counts: a branch would be mispredicted half of the time
      const sample = samples[j]!;
      const isRight = Number(byFeature[column + sample]! > leftCode);
      samples[middle] = sample;
      right[nRight] = sample;
      middle += 1 - isRight;
      nRight += isRight;
    }
    for (let r = 0; r < nRight; r++) samples[middle + r] = right[r]!;
    return middle;
  }
}
