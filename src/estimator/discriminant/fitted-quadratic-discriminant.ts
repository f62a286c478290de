import type { Matrix } from '../../core/index.ts';
import { whitenedNorms } from '../../linalg/index.ts';
import { bestClasses } from '../labels.ts';
import { toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { posteriors } from './posteriors.ts';
import { triangleSize } from './whitening.ts';

interface Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** log prior − ½ log |Σ|, float64, (classes.length,). */
  readonly constants: Float64Array;
  /** float64, (classes.length × nFeatures). */
  readonly means: Float64Array;
  /** What makes each class's covariance the identity: lower triangles row by row, float32,
   * (classes.length × nFeatures (nFeatures + 1) / 2). */
  readonly triangles: Float32Array;
  readonly warnings: readonly string[];
}

/** One normal distribution per class. */
export class FittedQuadraticDiscriminantAnalysis implements FittedClassifier, Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly constants: Float64Array;
  readonly means: Float64Array;
  readonly triangles: Float32Array;
  readonly warnings: readonly string[];

  constructor(fields: Fields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.constants = fields.constants;
    this.means = fields.means;
    this.triangles = fields.triangles;
    this.warnings = fields.warnings;
  }

  async predict(X: Matrix): Promise<Int32Array> {
    return bestClasses(await this.#scores(X), X.rows, this.classes);
  }

  /** p(class | x); classes without training samples get 0. */
  async predictProba(X: Matrix): Promise<Matrix> {
    return posteriors(await this.#scores(X), X.rows, this.classes, this.nClasses);
  }

  toJSON(): FittedJson {
    return {
      type: 'quadratic-discriminant-analysis',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      constants: toBase64(this.constants),
      means: toBase64(this.means),
      triangles: toBase64(this.triangles),
      warnings: this.warnings,
    };
  }

  /** float64, (X.rows × classes.length). Cost: O(X.rows · nFeatures² · classes). */
  async #scores(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with quadratic-discriminant-analysis');
    const d = this.nFeatures;
    const k = this.classes.length;
    const size = triangleSize(d);
    const result = new Float64Array(X.rows * k);
    for (let c = 0; c < k; c++) {
      const norms = await whitenedNorms(
        X,
        this.triangles.subarray(c * size, (c + 1) * size),
        this.means.subarray(c * d, (c + 1) * d),
      );
      for (let i = 0; i < X.rows; i++) result[i * k + c] = this.constants[c]! - 0.5 * norms[i]!;
    }
    return result;
  }
}
