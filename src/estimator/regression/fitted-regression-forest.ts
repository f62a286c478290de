import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { float32s, float64s, int32s, toBase64 } from '../serialize.ts';
import { sumsOverTrees } from '../tree/mean-shares.ts';
import { type PackedTrees, packTrees } from '../tree/packed-trees.ts';
import type { Trees } from '../tree/tree-table.ts';
import type { FittedJson, FittedRegressor } from '../types.ts';
import { checkApplyInput } from '../validate.ts';

interface Fields {
  /** One value a leaf, in [-1, 1]: (target − center) / scale. */
  readonly trees: Trees;
  readonly center: number;
  readonly scale: number;
  readonly nFeatures: number;
  /** How much of the squared error the splits on each feature took away, (nFeatures,); sums to 1, or to 0 where no tree
   * has a split. */
  readonly featureImportances: Float64Array;
  /** R² on the training samples, each predicted by the trees that did not draw it; null if not asked for, or if every
   * tree drew every sample. */
  readonly oobScore: number | null;
  readonly warnings: readonly string[];
}

/** A grown forest of regression trees. */
export class FittedRegressionForest implements FittedRegressor, Fields {
  readonly trees: Trees;
  readonly center: number;
  readonly scale: number;
  readonly nFeatures: number;
  readonly featureImportances: Float64Array;
  readonly oobScore: number | null;
  readonly warnings: readonly string[];
  readonly #packed: PackedTrees;

  constructor({ trees, center, scale, nFeatures, featureImportances, oobScore, warnings }: Fields) {
    this.trees = trees;
    this.#packed = packTrees(trees, 1);
    this.center = center;
    this.scale = scale;
    this.nFeatures = nFeatures;
    this.featureImportances = featureImportances;
    this.oobScore = oobScore;
    this.warnings = warnings;
  }

  /** The mean over the trees of the mean target in the leaf that a sample falls into. */
  async predict(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with random-forest-regression');
    const sums = await sumsOverTrees(this.#packed, X, 1);
    const { center, scale } = this;
    const nTrees = this.trees.roots.length;
    return Float64Array.from(sums, (sum) => center + scale * (sum / nTrees));
  }

  toJSON(): FittedJson {
    const { feature, threshold, child, roots, shares } = this.trees;
    return {
      type: 'random-forest-regression',
      nFeatures: this.nFeatures,
      feature: toBase64(feature),
      threshold: toBase64(threshold),
      child: toBase64(child),
      roots: toBase64(roots),
      shares: toBase64(shares),
      center: this.center,
      scale: this.scale,
      featureImportances: toBase64(this.featureImportances),
      oobScore: this.oobScore,
      warnings: this.warnings,
    };
  }

  /** Make a model of what `toJSON` gave.
   * @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedRegressionForest {
    const { feature, threshold, child, roots, shares, ...fields } = fittedJson.parse(json);
    return new FittedRegressionForest({ trees: { feature, threshold, child, roots, shares }, ...fields });
  }
}

const fittedJson = z.object({
  nFeatures: z.int(),
  feature: int32s,
  threshold: float32s,
  child: int32s,
  roots: int32s,
  shares: float32s,
  center: z.number(),
  scale: z.number(),
  featureImportances: float64s,
  oobScore: z.number().nullable(),
  warnings: z.array(z.string()),
});
