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
import { checkNonNegative } from './non-negative.ts';

const params = z.strictObject({
  ...discreteParams,
});

/** Hyper-parameters of multinomial-naive-bayes. */
export type MultinomialNaiveBayesParams = z.infer<typeof params>;

/** The counts of a sample are draws from its class's distribution over the features: weights log p(feature | class), with
 * p = (count + alpha) / Σ (count + alpha). Values below 0 are refused; a class whose samples are all zero has equal
 * probabilities.
 * Cost: O(values of X + nClasses · nFeatures); sparse features are never made dense.
 * Source: Manning, Raghavan, Schütze, Introduction to Information Retrieval, section 13.2. */
export class MultinomialNaiveBayes implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: MultinomialNaiveBayesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedDiscreteNaiveBayes> {
    const nClasses = checkFitInput(X, y, 'multinomial-naive-bayes', options, this);
    checkNonNegative(X, 'fit multinomial-naive-bayes');
    const d = X.cols;
    const groups = classRows(y, nClasses, options.sampleWeight);
    const { classes, totals } = groups;
    const alpha = alphaOf(this.params.alpha, d, 'multinomial-naive-bayes');
    const priors = priorsOf(this.params.priors, classes, totals, nClasses, 'multinomial-naive-bayes');
    const counts = classCounts(X, groups);
    const weights = counts;
    for (let c = 0; c < classes.length; c++) {
      let total = 0;
      for (let f = 0; f < d; f++) total += counts[c * d + f]! + alpha[f]!;
      const logTotal = Math.log(total);
      for (let f = 0; f < d; f++) weights[c * d + f] = Math.log(counts[c * d + f]! + alpha[f]!) - logTotal;
    }
    const constants = priors.map(Math.log);
    return new FittedDiscreteNaiveBayes({
      type: 'multinomial-naive-bayes',
      nClasses,
      nFeatures: d,
      classes,
      constants,
      weights,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

/** `multinomial-naive-bayes`, for the registry. */
export const multinomialNaiveBayes: EstimatorEntry<MultinomialNaiveBayesParams> = {
  id: 'multinomial-naive-bayes',
  title: 'Multinomial naive Bayes',
  summary:
    'Counts drawn from one distribution over the features per class: for words, not for features below 0',
  role: 'candidate',
  paper: 'Manning, Raghavan, Schütze, Introduction to Information Retrieval, chapter 13 (2008)',
  params,
  create: (settings) => new MultinomialNaiveBayes(settings),
  fromJSON: (json) => new FittedDiscreteNaiveBayes(discreteJson.parse(json)),
};
