import { z } from 'zod';
import type { Matrix } from '../../core/index.ts';
import { type ScoreTerms, scores } from '../../linalg/index.ts';
import { classMoments, overallMean, overallVariance, sharesOf } from '../discriminant/class-moments.ts';
import { classRows } from '../discriminant/class-rows.ts';
import { posteriors } from '../discriminant/posteriors.ts';
import { priorsOf, priorsParam } from '../discriminant/priors.ts';
import { absentClassWarnings, bestClasses } from '../labels.ts';
import { float64s, int32s, toBase64 } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';

const params = z.strictObject({
  priors: priorsParam,
  varSmoothing: z
    .number()
    .positive()
    .default(1e-9)
    .describe('Added to every variance, as a share of the greatest variance of a feature'),
});

/** Hyper-parameters of gaussian-naive-bayes. */
export type GaussianNaiveBayesParams = z.infer<typeof params>;

/** Every feature normal and independent within a class. A sample of weight 2 counts as if it were there twice.
 * Features that do not vary have the variance that smoothing gives them; where none varies, that is varSmoothing itself, and
 * the priors decide.
 * Cost: O(nSamples · nFeatures), in one pass.
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 6.6.3. */
export class GaussianNaiveBayes implements Estimator {
  readonly takesWeights = true;
  readonly params: GaussianNaiveBayesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedGaussianNaiveBayes> {
    const nClasses = checkFitInput(X, y, 'gaussian-naive-bayes', options, this);
    const groups = classRows(y, nClasses, options.sampleWeight);
    const { classes, totals } = groups;
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'gaussian-naive-bayes');
    const { means, variances } = classMoments(X, groups);
    const greatest = overallVariance({ means, variances }, sharesOf(totals)).reduce((a, b) => Math.max(a, b));
    // where no feature varies any width will do: all classes are then equally far away
    const smoothing = this.params.varSmoothing * (greatest === 0 ? 1 : greatest);
    for (let at = 0; at < variances.length; at++) variances[at]! += smoothing;
    return new FittedGaussianNaiveBayes({
      nClasses,
      nFeatures: X.cols,
      classes,
      priors,
      means,
      variances,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

interface Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** Their probabilities before any feature is seen, float64. */
  readonly priors: Float64Array;
  /** float64, (classes.length × nFeatures), as are the variances. */
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly warnings: readonly string[];
}

/** One normal distribution per class and feature. */
export class FittedGaussianNaiveBayes implements FittedClassifier, Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly classes: Int32Array;
  readonly priors: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly warnings: readonly string[];
  readonly #terms: ScoreTerms;

  constructor(fields: Fields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.priors = fields.priors;
    this.means = fields.means;
    this.variances = fields.variances;
    this.warnings = fields.warnings;
    this.#terms = logLikelihood(fields);
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
      type: 'gaussian-naive-bayes',
      nClasses: this.nClasses,
      nFeatures: this.nFeatures,
      classes: toBase64(this.classes),
      priors: toBase64(this.priors),
      means: toBase64(this.means),
      variances: toBase64(this.variances),
      warnings: this.warnings,
    };
  }

  #scores(X: Matrix): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with gaussian-naive-bayes');
    return scores(X, this.#terms);
  }
}

/** log p(class) + log p(x | class) without ½ log 2π, as a polynomial of the features. */
function logLikelihood({ priors, means, variances, nFeatures: d }: Fields): ScoreTerms {
  const shift = overallMean({ means }, priors);
  const constants = new Float64Array(priors.length);
  const linear = new Float64Array(means.length);
  const quadratic = new Float64Array(means.length);
  for (let c = 0; c < priors.length; c++) {
    let sum = 0;
    for (let f = 0, at = c * d; f < d; f++, at++) {
      const mean = means[at]! - shift[f]!;
      const variance = variances[at]!;
      linear[at] = mean / variance;
      quadratic[at] = -0.5 / variance;
      sum += Math.log(variance) + mean * linear[at]!;
    }
    constants[c] = Math.log(priors[c]!) - 0.5 * sum;
  }
  return { constants, linear, quadratic, shift };
}

const fittedJson = z.object({
  nClasses: z.int(),
  nFeatures: z.int(),
  classes: int32s,
  priors: float64s,
  means: float64s,
  variances: float64s,
  warnings: z.array(z.string()),
});

/** `gaussian-naive-bayes`, for the registry. */
export const gaussianNaiveBayes: EstimatorEntry<GaussianNaiveBayesParams> = {
  id: 'gaussian-naive-bayes',
  title: 'Gaussian naive Bayes',
  summary: 'One normal distribution per class and feature, as if the features were independent',
  role: 'candidate',
  paper: 'Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 6.6.3 (2009)',
  params,
  create: (settings) => new GaussianNaiveBayes(settings),
  fromJSON: (json) => new FittedGaussianNaiveBayes(fittedJson.parse(json)),
};
