import { z } from 'zod';
import { type Features, isSparse, type Matrix, matrix } from '../../core/index.ts';
import { scores } from '../../linalg/index.ts';
import { posteriors } from '../discriminant/posteriors.ts';
import { bestClasses } from '../labels.ts';
import { float64s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput } from '../validate.ts';
import { binary } from './binary.ts';
import { SparseScores } from './sparse-scores.ts';

/** Rows whose values are made 0 or 1 at a time. */
const BLOCK_ROWS = 1024;

interface Fields {
  /** The estimator's registry id. */
  readonly type: string;
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** What a class scores without any feature, float64, (classes.length,). */
  readonly constants: Float64Array;
  /** What a feature adds to a class's score for each count, float64, (classes.length × nFeatures). */
  readonly weights: Float64Array;
  /** Where given, features count 1 above it and 0 elsewhere. */
  readonly above?: number | undefined;
  readonly warnings: readonly string[];
}

/** A naive Bayes model of counts: log p(class, x), up to a term that the classes share, is linear in x. */
export class FittedDiscreteNaiveBayes implements FittedClassifier, Fields {
  readonly takesSparse = true;
  readonly type: string;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly constants: Float64Array;
  readonly weights: Float64Array;
  readonly above: number | undefined;
  readonly warnings: readonly string[];
  #sparse: SparseScores | undefined;

  constructor(fields: Fields) {
    this.type = fields.type;
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.constants = fields.constants;
    this.weights = fields.weights;
    this.above = fields.above;
    this.warnings = fields.warnings;
  }

  async predict(X: Features): Promise<Int32Array> {
    return bestClasses(await this.#scores(X), X.rows, this.classes);
  }

  /** p(class | x); classes without training samples get 0. */
  async predictProba(X: Features): Promise<Matrix> {
    return posteriors(await this.#scores(X), X.rows, this.classes, this.nClasses);
  }

  toJSON(): FittedJson {
    return {
      type: this.type,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      constants: toBase64(this.constants),
      weights: toBase64(this.weights),
      ...(this.above !== undefined && { above: this.above }),
      warnings: this.warnings,
    };
  }

  /** float64, (X.rows × classes.length). */
  async #scores(X: Features): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, `predict with ${this.type}`, this);
    if (isSparse(X)) {
      this.#sparse ??= new SparseScores(this.constants, this.weights, this.nFeatures);
      return this.#sparse.of(X, this.above);
    }
    const terms = { constants: this.constants, linear: this.weights };
    if (this.above === undefined) return scores(X, terms);
    const result = new Float64Array(X.rows * this.classes.length);
    for (let from = 0; from < X.rows; from += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, X.rows - from);
      const block = X.data.subarray(from * X.cols, (from + rows) * X.cols);
      const features = matrix(rows, X.cols, binary(block, this.above));
      result.set(await scores(features, terms), from * this.classes.length);
    }
    return result;
  }
}

/** Schema of what `toJSON` gives. */
export const discreteJson = z.object({
  type: z.string(),
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  constants: float64s,
  weights: float64s,
  above: z.number().optional(),
  warnings: z.array(z.string()),
});
