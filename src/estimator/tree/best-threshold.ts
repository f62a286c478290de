import { CodeOrder } from './code-order.ts';
import type { Criterion } from './criterion.ts';
import type { FeatureCodes } from './feature-codes.ts';
import type { NodeCodes } from './node-codes.ts';
import type { Split, ThresholdRule } from './splitter.ts';

/** Tries every threshold between two codes. */
export class BestThreshold implements ThresholdRule {
  readonly #features: FeatureCodes;
  readonly #criterion: Criterion;
  readonly #minLeaf: number;
  readonly #order: CodeOrder;

  /** @param minLeaf fewest samples of a side. */
  constructor(features: FeatureCodes, criterion: Criterion, minLeaf: number) {
    this.#features = features;
    this.#criterion = criterion;
    this.#minLeaf = minLeaf;
    this.#order = new CodeOrder(features.nSamples, features.byFeature.BYTES_PER_ELEMENT * 8);
  }

  /** The threshold is halfway between the two sides, or where no float lies between them the greatest value of the left
   * one. */
  search(
    feature: number,
    { codes, size, least, greatest }: NodeCodes,
    score: number,
  ): Split | undefined | null {
    if (least === greatest) return null;
    this.#order.sort(codes, size);
    const found = this.#criterion.findBest(codes, this.#order.order, this.#minLeaf, score);
    if (found === undefined) return;
    const { low, high, starts } = this.#features;
    const below = high[starts[feature]! + found.leftCode]!;
    const above = low[starts[feature]! + found.rightCode]!;
    const halfway = Math.fround(below / 2 + above / 2);
    return {
      feature,
      leftCode: found.leftCode,
      threshold: halfway < above ? halfway : below,
      score: found.score,
    };
  }
}
