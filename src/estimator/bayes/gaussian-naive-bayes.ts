import { z } from 'zod';
import { type Matrix, matrix } from '../../core/index.ts';
import { greatestVariance, groupMoments } from '../cluster/group-moments.ts';
import { absentClassWarnings, argMaxRows, presentClasses } from '../labels.ts';
import { float64s, int32s, toBase64 } from '../serialize.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';

const params = z.strictObject({
  varSmoothing: z
    .number()
    .positive()
    .default(1e-9)
    .describe('Added to every variance, as a share of the greatest variance of a feature'),
});

/** Hyper-parameters of gaussian-naive-bayes. */
export type GaussianNaiveBayesParams = z.infer<typeof params>;

/** Every feature normal and independent within a class; class priors are the training shares.
 * Cost: O(nSamples · nFeatures).
 * Source: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 6.6.3. */
export class GaussianNaiveBayes implements Estimator {
  readonly params: GaussianNaiveBayesParams;

  /** @throws {ZodError} If a hyper-parameter is unknown or out of range. */
  constructor(settings: z.input<typeof params> = {}) {
    this.params = params.parse(settings);
  }

  async fit(X: Matrix, y: Int32Array, options: FitOptions = {}): Promise<FittedGaussianNaiveBayes> {
    const nClasses = checkFitInput(X, y, 'gaussian-naive-bayes', options);
    const { classes, positions, counts } = presentClasses(y, nClasses);
    const { means, variances } = groupMoments(X, positions, counts);
    const greatest = greatestVariance(means, variances, counts, X);
    // where no feature varies any width will do: all classes are then equally far away
    const smoothing = this.params.varSmoothing * (greatest === 0 ? 1 : greatest);
    return new FittedGaussianNaiveBayes({
      nClasses,
      nFeatures: X.cols,
      classes,
      priors: Float64Array.from(counts, (count) => count / X.rows),
      means,
      variances: variances.map((variance) => variance + smoothing),
      warnings: absentClassWarnings(classes, nClasses),
    });
  }
}

interface Fields {
  readonly nClasses: number;
  readonly nFeatures: number;
  /** Class ids that had samples, ascending. */
  readonly classes: Int32Array;
  /** Their shares of the training samples, float64. */
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

  constructor(fields: Fields) {
    this.nClasses = fields.nClasses;
    this.nFeatures = fields.nFeatures;
    this.classes = fields.classes;
    this.priors = fields.priors;
    this.means = fields.means;
    this.variances = fields.variances;
    this.warnings = fields.warnings;
  }

  async predict(X: Matrix): Promise<Int32Array> {
    const joint = this.#jointLogLikelihood(X);
    return argMaxRows(joint, X.rows, this.classes.length).map((position) => this.classes[position]!);
  }

  /** p(class | x); classes without training samples get 0. */
  async predictProba(X: Matrix): Promise<Matrix> {
    const joint = this.#jointLogLikelihood(X);
    const k = this.classes.length;
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) {
      const row = joint.subarray(i * k, (i + 1) * k);
      const greatest = row.reduce((a, b) => Math.max(a, b));
      const relative = row.map((value) => Math.exp(value - greatest));
      const total = relative.reduce((a, b) => a + b);
      for (let c = 0; c < k; c++) {
        probabilities.data[i * this.nClasses + this.classes[c]!] = relative[c]! / total;
      }
    }
    return probabilities;
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

  /** log p(class) + log p(x | class), float64, (X.rows × classes.length). */
  #jointLogLikelihood(X: Matrix): Float64Array {
    checkApplyInput(X, this.nFeatures, 'predict with gaussian-naive-bayes');
    const { means, nFeatures: d } = this;
    const k = this.classes.length;
    const precisions = this.variances.map((variance) => 1 / variance);
    const constants = this.priors.map((prior, c) => {
      const variances = this.variances.subarray(c * d, (c + 1) * d);
      return Math.log(prior) - 0.5 * variances.reduce((sum, v) => sum + Math.log(2 * Math.PI * v), 0);
    });
    const joint = new Float64Array(X.rows * k);
    for (let i = 0; i < X.rows; i++) {
      for (let c = 0; c < k; c++) {
        joint[i * k + c] = constants[c]! - 0.5 * distance(X.data, i * d, means, precisions, c * d, d);
      }
    }
    return joint;
  }
}

/** Squared differences of one sample from a class's means, in units of its variances. */
function distance(
  x: Float32Array,
  xAt: number,
  means: Float64Array,
  precisions: Float64Array,
  at: number,
  n: number,
): number {
  let even = 0;
  let odd = 0;
  let f = 0;
  for (; f + 2 <= n; f += 2) {
    const a = x[xAt + f]! - means[at + f]!;
    const b = x[xAt + f + 1]! - means[at + f + 1]!;
    even += a * a * precisions[at + f]!;
    odd += b * b * precisions[at + f + 1]!;
  }
  if (f < n) {
    const a = x[xAt + f]! - means[at + f]!;
    even += a * a * precisions[at + f]!;
  }
  return even + odd;
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
