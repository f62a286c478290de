import type { z } from 'zod';
import type { Features } from '../../core/index.ts';
import { mljsLogisticRegression } from '../mljs/logistic-regression.ts';
import type { Estimator, EstimatorEntry, FitOptions, TargetFitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { FittedLogisticRegression } from './fitted-logistic-regression.ts';
import { fitLogisticGrid, type LogisticPart } from './logistic-grid.ts';
import { type LogisticRegressionParams, logisticRegressionParams } from './logistic-params.ts';

/** Logistic regression with classes W of shape (nClasses, nFeatures) and a free intercept: minimises
 * Σ weight · loss + R(W) / C. The loss is −log softmax(z)[class], or for `one-vs-rest` the log loss of each class against
 * the rest; R is ‖W‖² / 2 (`l2`), ‖W‖₁ (`l1`), l1Ratio · ‖W‖₁ + (1 − l1Ratio) · ‖W‖² / 2 (`elastic-net`) or 0. L-BFGS
 * minimises what is smooth, its orthant-wise variant what has an L1 norm. Two classes share one logit,
 * p = 1 / (1 + exp(−w·x − b)). Classes without samples, or without any of weight above 0, get probability 0; a single
 * class gets 1. Constant features get weight 0 under a penalty. Without one, separable classes have no minimum: the fit
 * then ends at the tolerance, or with a warning.
 * Sparse features stay sparse. The fit keeps one transposed copy of the features.
 * Cost: O(nSamples · nFeatures · nClasses) per iteration.
 * Source: Bishop, PRML, section 4.3.4; Andrew & Gao, Scalable training of L1-regularized log-linear models (2007). */
export class LogisticRegression implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: LogisticRegressionParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof logisticRegressionParams> = {}) {
    this.params = logisticRegressionParams.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedLogisticRegression> {
    const nClasses = checkFitInput(X, y, 'logistic-regression', options, this);
    const part = countedPart(y.length, options.sampleWeight);
    const [[model]] = (await fitLogisticGrid(X, y, nClasses, [part], [this.params], options)) as [
      [FittedLogisticRegression],
    ];
    return model;
  }

  /** The fits of all labels advance together, in products as wide as they are many. */
  async fitLabels(
    X: Features,
    labels: readonly Int32Array[],
    options: TargetFitOptions = {},
  ): Promise<FittedLogisticRegression[]> {
    const { sampleWeight, signal, progress } = options;
    const part = countedPart(X.rows, sampleWeight);
    const models: FittedLogisticRegression[] = [];
    for (let from = 0; from < labels.length; from += LABELS_AT_ONCE) {
      const together = labels.slice(from, from + LABELS_AT_ONCE);
      for (const y of together) checkFitInput(X, y, 'logistic-regression', { ...options, nClasses: 2 }, this);
      const parts = together.map((y) => ({ ...part, y }));
      const fitted = await fitLogisticGrid(X, together[0]!, 2, parts, [this.params], {
        ...(signal && { signal }),
        ...(progress && {
          progress: (done: number) => progress((from + done * together.length) / labels.length),
        }),
      });
      models.push(...fitted.map(([model]) => model!));
    }
    return models;
  }
}

/** Labels whose fits advance together. */
const LABELS_AT_ONCE = 64;

/** The samples that count. */
export function countedPart(nSamples: number, sampleWeight: Float64Array | undefined): LogisticPart {
  const all = Int32Array.from({ length: nSamples }, (_, i) => i);
  if (sampleWeight === undefined) return { rows: all };
  const rows = all.filter((i) => sampleWeight[i]! > 0);
  return { rows, weights: Float64Array.from(rows, (row) => sampleWeight[row]!) };
}

/** `logistic-regression`, for the registry. */
export const logisticRegression: EstimatorEntry<LogisticRegressionParams> = {
  id: 'logistic-regression',
  title: 'Logistic regression',
  summary:
    'Multinomial or one against the rest, regularised by L2, L1 or both; the usual choice on deep features',
  role: 'candidate',
  paper: 'Bishop, Pattern Recognition and Machine Learning, section 4.3.4 (2006)',
  params: logisticRegressionParams,
  create: (settings) => new LogisticRegression(settings),
  fitGrid: (X, y, parts, settings, options = {}) => {
    const nClasses = checkFitInput(X, y, 'logistic-regression', options, { takesSparse: true });
    return fitLogisticGrid(
      X,
      y,
      nClasses,
      parts.map((rows) => ({ rows })),
      settings,
      options,
    );
  },
  fromJSON: (json) => FittedLogisticRegression.fromJSON(json),
  implementations: { mljs: mljsLogisticRegression },
};
