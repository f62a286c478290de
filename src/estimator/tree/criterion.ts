/** Where a feature is divided, and how good that is. */
export interface Division {
  /** Samples with at most this code go left. */
  readonly leftCode: number;
  /** The lowest code on the right. */
  readonly rightCode: number;
  /** Of both sides together: the greater, the purer they are. */
  readonly score: number;
}

/** What a split is judged by. A criterion gives every set of samples a score that adds up over sets, so that the gain
 * of a split is the score of its sides less that of the node; for the Gini index it is Σ_c weight_c² / weight. Scores
 * may be less the node's own, which then is 0: that of a division is its gain. */
export interface Criterion {
  /** Total weight of the node. */
  readonly weight: number;
  /** Score of the node undivided. */
  readonly score: number;
  /** Score of a division whose sides are both pure: there is none greater. */
  readonly perfect: number;
  /** Weight · impurity of the node. */
  readonly risk: number;
  /** Take the samples of a node, `samples[start … end)`, those of a class together. */
  setNode(samples: Int32Array, start: number, end: number): void;
  /** Whether nothing is left to divide, up to rounding. */
  isPure(): boolean;
  /** Find the best division of a feature.
   * @param codes of the node's samples.
   * @param order positions in the node by ascending code.
   * @param minLeaf fewest samples of a side.
   * @param score to beat.
   * @returns undefined if none does. */
  findBest(codes: Uint16Array, order: Int32Array, minLeaf: number, score: number): Division | undefined;
  /** Judge one division of a feature.
   * @param codes of the node's samples.
   * @param leftCode the greatest on the left.
   * @returns its score, or -Infinity where a side has fewer than `minLeaf` samples. */
  judge(codes: Uint16Array, leftCode: number, minLeaf: number): number;
  /** Write what a leaf of `samples[start … end)`, in any order, predicts. */
  writeLeaf(samples: Int32Array, start: number, end: number, leaf: Float64Array): void;
}
