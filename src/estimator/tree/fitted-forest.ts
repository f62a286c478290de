import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { argMaxRows } from '../labels.ts';
import { float32s, float64s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { meanShares } from './mean-shares.ts';
import { type PackedTrees, packTrees } from './packed-trees.ts';
import type { Trees } from './tree-table.ts';

export interface FittedForestFields {
  readonly trees: Trees;
  readonly nClasses: number;
  readonly nFeatures: number;
  /** How much of the impurity the splits on each feature took away, (nFeatures,); sums to 1, or to 0 where no tree has
   * a split. Features of many values look more important than they are: see `permutationImportance`. */
  readonly featureImportances: Float64Array;
  /** Accuracy on the training samples, each predicted by the trees that did not draw it; null if not asked for, or if
   * every tree drew every sample. */
  readonly oobScore: number | null;
  readonly warnings: readonly string[];
}

/** A grown forest. */
export class FittedForest implements FittedClassifier, FittedForestFields {
  readonly type: string;
  readonly trees: Trees;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly featureImportances: Float64Array;
  readonly oobScore: number | null;
  readonly warnings: readonly string[];
  readonly #packed: PackedTrees;

  /** @param type the estimator's registry id. */
  constructor(
    type: string,
    { trees, nClasses, nFeatures, featureImportances, oobScore, warnings }: FittedForestFields,
  ) {
    this.type = type;
    this.trees = trees;
    this.#packed = packTrees(trees, nClasses);
    this.nClasses = nClasses;
    this.nFeatures = nFeatures;
    this.featureImportances = featureImportances;
    this.oobScore = oobScore;
    this.warnings = warnings;
  }

  /** The class of the greatest probability, ties to the lower id. */
  async predict(X: Matrix): Promise<Int32Array> {
    const { data, rows, cols } = await this.predictProba(X);
    return argMaxRows(data, rows, cols);
  }

  /** The mean over the trees of the class shares in the leaf that a sample falls into. */
  async predictProba(X: Matrix): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, `predict with ${this.type}`);
    return meanShares(this.#packed, X, this.nClasses);
  }

  toJSON(): FittedJson {
    const { feature, threshold, child, roots, shares } = this.trees;
    return {
      type: this.type,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      feature: toBase64(feature),
      threshold: toBase64(threshold),
      child: toBase64(child),
      roots: toBase64(roots),
      shares: toBase64(shares),
      featureImportances: toBase64(this.featureImportances),
      oobScore: this.oobScore,
      warnings: this.warnings,
    };
  }

  static fromJSON(json: FittedJson): FittedForest {
    const { type, feature, threshold, child, roots, shares, ...fields } = fittedJson.parse(json);
    return new FittedForest(type, { trees: { feature, threshold, child, roots, shares }, ...fields });
  }
}

const fittedJson = z.object({
  type: z.string(),
  nClasses: z.int(),
  nFeatures: z.int(),
  feature: int32s,
  threshold: float32s,
  child: int32s,
  roots: int32s,
  shares: float32s,
  featureImportances: float64s,
  oobScore: z.number().nullable(),
  warnings: z.array(z.string()),
});
