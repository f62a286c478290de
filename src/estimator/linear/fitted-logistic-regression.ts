import { z } from 'zod';
import { type Features, type Matrix, matrix } from '../../core/index.ts';
import type { FittedJson } from '../types.ts';
import { FittedLinear, type FittedLinearFields, fittedLinearFields } from './fitted-linear.ts';
import type { LogisticRegressionParams } from './logistic-params.ts';

type Multiclass = LogisticRegressionParams['multiclass'];

/** One logit per class that had samples; of two classes the first one's is 0. */
export class FittedLogisticRegression extends FittedLinear {
  readonly multiclass: Multiclass;

  constructor(fields: FittedLinearFields, multiclass: Multiclass) {
    super('logistic-regression', fields);
    this.multiclass = multiclass;
  }

  /** The softmax of the logits, or for more than two classes one against the rest their sigmoids as shares of the sum;
   * classes without training samples get 0. */
  async predictProba(X: Features): Promise<Matrix> {
    const logits = await this.scores(X);
    const { data, cols } = logits;
    const isSoftmax = this.multiclass === 'multinomial' || cols <= 2;
    for (let row = 0; row < data.length; row += cols) {
      if (isSoftmax) exponentials(data, row, row + cols);
      else sigmoids(data, row, row + cols);
      toShares(data, row, row + cols);
    }
    return cols === this.nClasses ? logits : this.spread(logits);
  }

  /** Put the columns of the classes that had samples among those of all classes. */
  private spread({ data, rows, cols }: Matrix): Matrix {
    const all = matrix(rows, this.nClasses);
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < cols; k++) all.data[i * all.cols + this.classes[k]!] = data[i * cols + k]!;
    }
    return all;
  }

  override toJSON(): FittedJson {
    return { ...super.toJSON(), multiclass: this.multiclass };
  }

  /** Make a model of what `toJSON` gave.
   * @throws {ZodError} If a field is missing or of another type. */
  static fromJSON(json: FittedJson): FittedLogisticRegression {
    const { multiclass } = z.object({ multiclass: z.enum(['multinomial', 'one-vs-rest']) }).parse(json);
    return new FittedLogisticRegression(fittedLinearFields(json), multiclass);
  }
}

/** exp(z − the greatest z) in place. */
function exponentials(z: Float32Array, from: number, to: number): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) if (z[at]! > greatest) greatest = z[at]!;
  for (let at = from; at < to; at++) z[at] = Math.exp(z[at]! - greatest);
}

/** Sigmoids as multiples of the greatest one, in place: they keep their ratios where all of them are tiny. */
function sigmoids(z: Float32Array, from: number, to: number): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) if (z[at]! > greatest) greatest = z[at]!;
  for (let at = from; at < to; at++) z[at] = Math.exp(logSigmoid(z[at]!) - logSigmoid(greatest));
}

function logSigmoid(z: number): number {
  return Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
}

function toShares(values: Float32Array, from: number, to: number): void {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at]!;
  for (let at = from; at < to; at++) values[at]! /= total;
}
