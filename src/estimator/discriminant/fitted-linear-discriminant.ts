import type { Matrix } from '../../core/index.ts';
import { dot64, scores } from '../../linalg/index.ts';
import { bestClasses } from '../labels.ts';
import { toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyShape, checkFinite } from '../validate.ts';
import { posteriors } from './posteriors.ts';

const ACTION = 'predict with linear-discriminant-analysis';

interface Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** score_c(x) = constants_c + weights_c · (x − shift): float64, (classes.length,), (classes.length × nFeatures) and
   * (nFeatures,). */
  readonly constants: Float64Array;
  readonly weights: Float64Array;
  readonly shift: Float64Array;
  readonly warnings: readonly string[];
}

/** A linear score per class, the logarithm of its probability up to a term that the classes share. */
export class FittedLinearDiscriminantAnalysis implements FittedClassifier, Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly constants: Float64Array;
  readonly weights: Float64Array;
  readonly shift: Float64Array;
  readonly warnings: readonly string[];
  /** constants_c − weights_c · shift: float64 products of float32 samples leave room for what cancels. */
  readonly #constants: Float64Array;

  constructor(fields: Fields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.constants = fields.constants;
    this.weights = fields.weights;
    this.shift = fields.shift;
    this.warnings = fields.warnings;
    const { weights, shift } = fields;
    this.#constants = fields.constants.map(
      (constant, c) => constant - dot64(weights.subarray(c * shift.length, (c + 1) * shift.length), shift),
    );
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
      type: 'linear-discriminant-analysis',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      constants: toBase64(this.constants),
      weights: toBase64(this.weights),
      shift: toBase64(this.shift),
      warnings: this.warnings,
    };
  }

  async #scores(X: Matrix): Promise<Float64Array> {
    checkApplyShape(X, this.nFeatures, ACTION);
    const found = await scores(X, { constants: this.#constants, linear: this.weights });
    // A pass over all of X would take as long as its scores, in which whatever is not finite shows.
    if (!found.every(Number.isFinite)) checkFinite(X, ACTION);
    return found;
  }
}
