import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { bestClasses } from '../labels.ts';
import { float64s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { softmax } from './log-loss.ts';
import { type BoostedTrees, sumTrees } from './tree-table.ts';

interface Fields {
  readonly trees: BoostedTrees;
  /** Class ids with samples, ascending. */
  readonly classes: Int32Array;
  /** What the sums start from, float64: one value for two classes, one per class for more, none for one. */
  readonly baseline: Float64Array;
  /** How much of all the splits' gain is from each feature, float64, (nFeatures,); all 0 where there is no split. */
  readonly importances: Float64Array;
  /** The loss that early stopping watched, before the first round and after each; empty without early stopping. */
  readonly losses: readonly number[];
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
}

/** Boosted trees. */
export class FittedGradientBoostedTrees implements FittedClassifier, Fields {
  readonly trees: BoostedTrees;
  readonly classes: Int32Array;
  readonly baseline: Float64Array;
  readonly importances: Float64Array;
  readonly losses: readonly number[];
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];

  constructor(fields: Fields) {
    this.trees = fields.trees;
    this.classes = fields.classes;
    this.baseline = fields.baseline;
    this.importances = fields.importances;
    this.losses = fields.losses;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.warnings = fields.warnings;
  }

  /** Rounds that were grown. */
  get nIterations(): number {
    return this.baseline.length === 0 ? 0 : this.trees.roots.length / this.baseline.length;
  }

  /** The sums of the trees, float64: of two classes the log odds of the second, (1 × nSamples); of more the logarithm of
   * each class's probability up to a constant, (classes × nSamples). */
  async decisionFunction(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with gradient-boosted-trees');
    return sumTrees(this.trees, X, this.baseline);
  }

  async predict(X: Matrix): Promise<Int32Array> {
    const { data } = await this.#shares(X);
    return bestClasses(data, X.rows, this.classes);
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    const shares = await this.#shares(X);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      this.classes.forEach((id, k) => {
        probabilities.data[i * this.nClasses + id] = shares.data[i * shares.cols + k]!;
      });
    }
    return probabilities;
  }

  /** Probabilities of the classes with samples, (nSamples, classes). */
  async #shares(X: Matrix): Promise<{ readonly data: Float64Array; readonly cols: number }> {
    const sums = await this.decisionFunction(X);
    const cols = this.classes.length;
    const data = new Float64Array(X.rows * cols).fill(1);
    const row = new Float64Array(cols);
    for (let i = 0; i < X.rows; i++) {
      if (cols === 2) {
        data[2 * i + 1] = 1 / (1 + Math.exp(-sums[i]!));
        data[2 * i] = 1 - data[2 * i + 1]!;
      } else if (cols > 2) {
        softmax(sums, i, X.rows, row);
        data.set(row, i * cols);
      }
    }
    return { data, cols };
  }

  toJSON(): FittedJson {
    const { feature, value, child, roots } = this.trees;
    return {
      type: 'gradient-boosted-trees',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: Array.from(this.classes),
      baseline: toBase64(this.baseline),
      feature: toBase64(feature),
      value: toBase64(value),
      child: toBase64(child),
      roots: toBase64(roots),
      importances: toBase64(this.importances),
      losses: this.losses,
      warnings: this.warnings,
    };
  }
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: z.array(z.int()),
  baseline: float64s,
  feature: int32s,
  value: float64s,
  child: int32s,
  roots: int32s,
  importances: float64s,
  losses: z.array(z.number()),
  warnings: z.array(z.string()),
});

/** Make a model of what `toJSON` gave. */
export function fittedGradientBoostedTreesFromJSON(json: FittedJson): FittedGradientBoostedTrees {
  const { feature, value, child, roots, classes, ...fields } = fittedJson.parse(json);
  return new FittedGradientBoostedTrees({
    ...fields,
    classes: Int32Array.from(classes),
    trees: { feature, value, child, roots },
  });
}
