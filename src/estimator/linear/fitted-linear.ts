import { z } from 'zod';
import { type Features, isSparse, type Matrix, matrix } from '../../core/index.ts';
import { combine, greatestInGroups, product, transpose } from '../../linalg/index.ts';
import { argMaxRows } from '../labels.ts';
import { float32s, int32s, toBase64 } from '../serialize.ts';
import type { FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyShape, checkFinite, finiteOutcome } from '../validate.ts';

/** Classes from which the greatest score is found where the scores are made. */
const MANY_CLASSES = 32;

export interface FittedLinearFields {
  readonly nClasses: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** float32, (classes.length, nFeatures), or (1, nFeatures) for two classes: the score of the second. */
  readonly weights: Matrix;
  /** float32, (weights.rows,). */
  readonly intercept: Float32Array;
  readonly warnings: readonly string[];
}

/** A classifier with one linear score per class; the greatest wins. */
export class FittedLinear implements FittedClassifier, FittedLinearFields {
  readonly takesSparse = true;
  readonly type: string;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly weights: Matrix;
  readonly intercept: Float32Array;
  readonly warnings: readonly string[];
  /** Transposed, as sparse features want them. */
  #columns: Matrix | undefined;

  /** @param type the estimator's registry id. */
  constructor(type: string, { nClasses, classes, weights, intercept, warnings }: FittedLinearFields) {
    this.type = type;
    this.nClasses = nClasses;
    this.nFeatures = weights.cols;
    this.classes = classes;
    this.weights = weights;
    this.intercept = intercept;
    this.warnings = warnings;
  }

  /** X · weightsᵀ + intercept, one column per class that had samples; of two classes the first one's is 0.
   * @returns float32, (X.rows, classes.length).
   * @throws {RangeError} If X has another number of features, or is not finite. */
  async scores(X: Features): Promise<Matrix> {
    checkApplyShape(X, this.nFeatures, this.#action, this);
    return this.addIntercept(await finiteOutcome(X, this.#action, this.#products(X)));
  }

  #products(X: Features): Promise<Matrix> {
    if (!isSparse(X)) return product(X, this.weights);
    this.#columns ??= transpose(this.weights);
    return combine(X, this.#columns);
  }

  private addIntercept({ data, rows, cols }: Matrix): Matrix {
    const { intercept } = this;
    const scores = cols === this.classes.length ? { data, rows, cols } : matrix(rows, this.classes.length);
    const first = scores.cols - cols;
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < cols; k++) {
        scores.data[i * scores.cols + first + k] = data[i * cols + k]! + intercept[k]!;
      }
    }
    return scores;
  }

  async predict(X: Features): Promise<Int32Array> {
    const positions = await this.#greatest(X);
    for (let i = 0; i < positions.length; i++) positions[i] = this.classes[positions[i]!]!;
    return positions;
  }

  /** The position of the greatest score of each row. */
  async #greatest(X: Features): Promise<Int32Array> {
    const { weights, intercept, classes } = this;
    checkApplyShape(X, this.nFeatures, this.#action, this);
    if (isSparse(X) || classes.length < MANY_CLASSES) {
      const scores = await this.scores(X);
      return argMaxRows(scores.data, X.rows, scores.cols);
    }
    return greatestInGroups(X, weights, intercept, 1, () => checkFinite(X, this.#action));
  }

  get #action(): string {
    return `predict with ${this.type}`;
  }

  toJSON(): FittedJson {
    return {
      type: this.type,
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      weights: toBase64(this.weights.data),
      intercept: toBase64(this.intercept),
      warnings: this.warnings,
    };
  }
}

const fittedJson = z
  .object({
    nClasses: z.int(),
    nFeatures: z.int(),
    classes: int32s,
    weights: float32s,
    intercept: float32s,
    warnings: z.array(z.string()),
  })
  .transform(
    ({ nFeatures, ...fields }): FittedLinearFields => ({
      ...fields,
      weights: matrix(fields.intercept.length, nFeatures, fields.weights),
    }),
  );

/** Read what `FittedLinear.toJSON` wrote.
 * @throws {ZodError} If a field is missing or of another type. */
export function fittedLinearFields(json: FittedJson): FittedLinearFields {
  return fittedJson.parse(json);
}

/** Read the parameter vector of a LinearObjective: V (nFeatures, nOutputs) row-major, then b (nOutputs,). */
export function linearWeights(
  parameters: Float64Array,
  nFeatures: number,
  nOutputs: number,
): Pick<FittedLinearFields, 'weights' | 'intercept'> {
  const V = matrix(nFeatures, nOutputs, Float32Array.from(parameters.subarray(0, nFeatures * nOutputs)));
  return {
    weights: transpose(V),
    intercept: Float32Array.from(parameters.subarray(nFeatures * nOutputs)),
  };
}
