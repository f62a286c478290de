import type { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { logisticObjective, prepare, softmaxObjective } from '../../linalg/index.ts';
import { presentClasses } from '../labels.ts';
import { mljsLogisticRegression } from '../mljs/logistic-regression.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { fitLinear } from './fit-linear.ts';
import { FittedLinear, type FittedLinearFields, fittedLinearFields } from './fitted-linear.ts';
import { type LogisticRegressionParams, logisticRegressionParams } from './logistic-params.ts';
import { binarySigns, oneVsRest } from './targets.ts';

/** Multinomial logistic regression with L2 regularisation, fitted by L-BFGS: minimises
 * Σ −log p(class) + ‖W‖² / (2C) over the weights W, shape (nClasses, nFeatures), and a free intercept. Two classes
 * share one logit, p = 1 / (1 + exp(−w·x − b)). Classes without samples get probability 0; a single class gets 1.
 * Cost: O(nSamples · nFeatures · nClasses) per iteration.
 * Source: Bishop, PRML, section 4.3.4. */
export class LogisticRegression implements Estimator {
  readonly params: LogisticRegressionParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof logisticRegressionParams> = {}) {
    this.params = logisticRegressionParams.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedLogisticRegression> {
    const nClasses = checkFitInput(X, y, 'logistic-regression', options);
    const { classes, positions } = presentClasses(y, nClasses);
    const { fitIntercept, ...settings } = this.params;
    const objective =
      classes.length === 2
        ? logisticObjective(prepare(X), binarySigns(positions))
        : softmaxObjective(prepare(X), oneVsRest(positions, classes.length, 1, 0));
    const fields = await fitLinear(objective, {
      ...settings,
      title: 'Logistic regression',
      nSamples: X.rows,
      nClasses,
      classes,
      intercept: fitIntercept ? 'free' : 'none',
      signal: options.signal,
    });
    return new FittedLogisticRegression(fields);
  }
}

/** One logit per class that had samples; of two classes the first one's is 0. */
export class FittedLogisticRegression extends FittedLinear {
  constructor(fields: FittedLinearFields) {
    super('logistic-regression', fields);
  }

  /** The softmax of the logits; classes without training samples get 0. */
  async predictProba(X: Matrix): Promise<Matrix> {
    const logits = await this.scores(X);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      const row = softmax(logits.data.subarray(i * logits.cols, (i + 1) * logits.cols));
      for (let k = 0; k < row.length; k++) {
        probabilities.data[i * this.nClasses + this.classes[k]!] = row[k]!;
      }
    }
    return probabilities;
  }
}

function softmax(logits: Float32Array): Float64Array {
  const exponentials = new Float64Array(logits.length);
  let greatest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < logits.length; k++) greatest = Math.max(greatest, logits[k]!);
  let total = 0;
  for (let k = 0; k < logits.length; k++) {
    exponentials[k] = Math.exp(logits[k]! - greatest);
    total += exponentials[k]!;
  }
  for (let k = 0; k < logits.length; k++) exponentials[k]! /= total;
  return exponentials;
}

/** `logistic-regression`, for the registry. */
export const logisticRegression: EstimatorEntry<LogisticRegressionParams> = {
  id: 'logistic-regression',
  title: 'Logistic regression',
  summary: 'Multinomial, L2-regularised, fitted by L-BFGS; the usual choice on deep features',
  role: 'candidate',
  paper: 'Bishop, Pattern Recognition and Machine Learning, section 4.3.4 (2006)',
  params: logisticRegressionParams,
  create: (settings) => new LogisticRegression(settings),
  fromJSON: (json) => new FittedLogisticRegression(fittedLinearFields(json)),
  implementations: { mljs: mljsLogisticRegression },
};
