import type { Criterion } from './criterion.ts';
import type { FeatureCodes } from './feature-codes.ts';
import type { NodeCodes } from './node-codes.ts';
import type { Split, ThresholdRule } from './splitter.ts';
import { ValueScale } from './value-scale.ts';

/** Tries one threshold, drawn evenly between the least and the greatest value in the node.
 * Source: Geurts, Ernst & Wehenkel, Extremely randomized trees, Machine Learning 63 (2006). */
export class RandomThreshold implements ThresholdRule {
  readonly #features: FeatureCodes;
  readonly #scale: ValueScale;
  readonly #criterion: Criterion;
  readonly #minLeaf: number;

  /** @param minLeaf fewest samples of a side. */
  constructor(features: FeatureCodes, criterion: Criterion, minLeaf: number) {
    this.#features = features;
    this.#scale = new ValueScale(features);
    this.#criterion = criterion;
    this.#minLeaf = minLeaf;
  }

  search(
    feature: number,
    { codes, least, greatest }: NodeCodes,
    score: number,
    share: number,
  ): Split | undefined | null {
    if (least === greatest) return null;
    const leftCode = this.#scale.draw(feature, least, greatest, share);
    const found = this.#criterion.judge(codes, leftCode, this.#minLeaf);
    if (!(found > score)) return;
    const { low, high, starts } = this.#features;
    const end = high[starts[feature]! + leftCode]!;
    const next = low[starts[feature]! + leftCode + 1]!;
    const threshold = Math.fround(end + share * (next - end));
    return { feature, leftCode, threshold: threshold < next ? threshold : end, score: found };
  }
}
