import { z } from 'zod';
import type { Features } from '../../core/index.ts';
import { classRows } from '../discriminant/class-rows.ts';
import { absentClassWarnings } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions } from '../types.ts';
import { checkFitInput } from '../validate.ts';
import { classCounts } from './class-counts.ts';
import { alphaOf, discreteParams } from './discrete-params.ts';
import { discreteJson, FittedDiscreteNaiveBayes } from './fitted-discrete.ts';
import { checkNonNegative } from './non-negative.ts';

const params = z.strictObject({
  alpha: discreteParams.alpha,
  norm: z
    .boolean()
    .default(false)
    .describe('Whether the weights of each class are scaled to sum to 1, as the paper has it'),
});

/** Hyper-parameters of complement-naive-bayes. */
export type ComplementNaiveBayesParams = z.infer<typeof params>;

/** Multinomial naive Bayes turned round: the class whose complement, the samples of all other classes, explains a sample
 * worst. Weights −log p(feature | other classes), with p = (count + alpha) / Σ (count + alpha). Values below 0 are refused.
 * Priors have no part in it.
 * Cost: O(values of X + nClasses · nFeatures); sparse features are never made dense.
 * Source: Rennie et al., Tackling the poor assumptions of naive Bayes text classifiers, ICML 2003, section 3. */
export class ComplementNaiveBayes implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;
  readonly params: ComplementNaiveBayesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedDiscreteNaiveBayes> {
    const nClasses = checkFitInput(X, y, 'complement-naive-bayes', options, this);
    checkNonNegative(X, 'fit complement-naive-bayes');
    const d = X.cols;
    const groups = classRows(y, nClasses, options.sampleWeight);
    const { classes } = groups;
    const alpha = alphaOf(this.params.alpha, d, 'complement-naive-bayes');
    const counts = classCounts(X, groups);
    const weights = complementWeights(counts, alpha, classes.length, this.params.norm);
    const constants = new Float64Array(classes.length);
    return new FittedDiscreteNaiveBayes({
      type: 'complement-naive-bayes',
      nClasses,
      nFeatures: d,
      classes,
      constants,
      weights,
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

/** −log of each feature's share of the counts of all other classes, float64, (k × nFeatures).
 * @param counts float64, (k × nFeatures). @param norm whether each class's weights are scaled to sum to 1. */
function complementWeights(
  counts: Float64Array,
  alpha: Float64Array,
  k: number,
  norm: boolean,
): Float64Array {
  const d = alpha.length;
  const smoothed = alpha.slice();
  for (let at = 0; at < counts.length; at++) smoothed[at % d]! += counts[at]!;
  const weights = new Float64Array(counts.length);
  for (let c = 0; c < k; c++) {
    const others = weights.subarray(c * d, (c + 1) * d);
    let total = 0;
    for (let f = 0; f < d; f++) {
      others[f] = Math.max(smoothed[f]! - counts[c * d + f]!, alpha[f]!);
      total += others[f]!;
    }
    let sum = 0;
    for (let f = 0; f < d; f++) {
      others[f] = Math.log(total) - Math.log(others[f]!);
      sum += others[f]!;
    }
    // with one feature every weight is 0, and so is their sum
    if (norm && sum > 0) for (let f = 0; f < d; f++) others[f]! /= sum;
  }
  return weights;
}

/** `complement-naive-bayes`, for the registry. */
export const complementNaiveBayes: EstimatorEntry<ComplementNaiveBayesParams> = {
  id: 'complement-naive-bayes',
  title: 'Complement naive Bayes',
  summary:
    'Multinomial naive Bayes by the counts of all other classes: steadier where classes differ in size',
  role: 'candidate',
  paper:
    'Rennie, Shih, Teevan, Karger, Tackling the poor assumptions of naive Bayes text classifiers, ICML (2003)',
  params,
  create: (settings) => new ComplementNaiveBayes(settings),
  fromJSON: (json) => new FittedDiscreteNaiveBayes(discreteJson.parse(json)),
};
