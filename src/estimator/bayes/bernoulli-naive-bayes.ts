import { z } from 'zod';
import type { Features } from '../../core/index.ts';
import { classRows } from '../discriminant/class-rows.ts';
import { priorsOf } from '../discriminant/priors.ts';
import { absentClassWarnings } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { classCounts } from './class-counts.ts';
import { alphaOf, discreteParams } from './discrete-params.ts';
import { discreteJson, FittedDiscreteNaiveBayes } from './fitted-discrete.ts';

const params = z.strictObject({
  ...discreteParams,
  binarize: z.number().nonnegative().default(0).describe('A feature is there where its value is above this'),
});

/** Hyper-parameters of bernoulli-naive-bayes. */
export type BernoulliNaiveBayesParams = z.infer<typeof params>;

/** Each feature is there or not, with p(there | class) = (samples of the class that have it + alpha) /
 * (samples of the class + 2 alpha), independently of the others; an absent feature speaks as well as a present one.
 * Cost: O(values of X + nClasses · nFeatures); sparse features are never made dense.
 * Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, section 13.3. */
export class BernoulliNaiveBayes implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: BernoulliNaiveBayesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedDiscreteNaiveBayes> {
    const nClasses = checkFitInput(X, y, 'bernoulli-naive-bayes', options, this);
    const d = X.cols;
    const groups = classRows(y, nClasses, options.sampleWeight);
    const { classes, totals } = groups;
    const alpha = alphaOf(this.params.alpha, d, 'bernoulli-naive-bayes');
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'bernoulli-naive-bayes');
    const counts = classCounts(X, groups, this.params.binarize);
    const weights = counts;
    const constants = priors.map(Math.log);
    for (let c = 0; c < classes.length; c++) {
      for (let f = 0; f < d; f++) {
        const present = Math.log(counts[c * d + f]! + alpha[f]!);
        const absent = Math.log(totals[c]! - counts[c * d + f]! + alpha[f]!);
        weights[c * d + f] = present - absent;
        constants[c]! += absent - Math.log(totals[c]! + 2 * alpha[f]!);
      }
    }
    return new FittedDiscreteNaiveBayes({
      type: 'bernoulli-naive-bayes',
      nClasses,
      nFeatures: d,
      classes,
      constants,
      weights,
      above: this.params.binarize,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

/** `bernoulli-naive-bayes`, for the registry. */
export const bernoulliNaiveBayes: EstimatorEntry<BernoulliNaiveBayesParams> = {
  id: 'bernoulli-naive-bayes',
  title: 'Bernoulli naive Bayes',
  summary: 'Each feature there or not, independently within a class: for short texts and binary features',
  role: 'candidate',
  paper:
    'McCallum, Nigam, A comparison of event models for naive Bayes text classification, AAAI workshop (1998)',
  params,
  create: (settings) => new BernoulliNaiveBayes(settings),
  fromJSON: (json) => new FittedDiscreteNaiveBayes(discreteJson.parse(json)),
};
