import { z } from 'zod';
import { createRng, type Features, type Matrix, matrix } from '../../core/index.ts';
import { absentClassWarnings, presentClasses } from '../labels.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';
import { classShares } from './class-shares.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

/** Guesses: draws classes as often as they occur in training, whatever the features. What a model scores above this is
 * not owed to the class shares alone. */
export class Stratified implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;

  /** A class occurs as often as its samples weigh. */
  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedStratified> {
    const nClasses = checkFitInput(X, y, 'stratified', options, this);
    return new FittedStratified({
      shares: classShares(y, nClasses, options.sampleWeight),
      seed: options.seed ?? 0,
      nFeatures: X.cols,
      warnings: absentClassWarnings(presentClasses(y, nClasses).classes, nClasses),
    });
  }
}

interface Fields {
  /** Class shares of the training samples, (nClasses,). */
  readonly shares: readonly number[];
  readonly seed: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];
}

/** The class shares of the training samples, and the seed of the draws: every call draws the same. */
export class FittedStratified implements FittedClassifier, Fields {
  readonly takesSparse = true;
  readonly shares: readonly number[];
  readonly seed: number;
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly warnings: readonly string[];

  constructor({ shares, seed, nFeatures, warnings }: Fields) {
    this.shares = shares;
    this.seed = seed;
    this.nClasses = shares.length;
    this.nFeatures = nFeatures;
    this.warnings = warnings;
  }

  async predict(X: Features): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, 'predict with stratified', this);
    const rng = createRng(this.seed);
    const last = this.shares.findLastIndex((share) => share > 0);
    return Int32Array.from({ length: X.rows }, () => {
      const point = rng.float();
      let label = 0;
      for (let covered = this.shares[0]!; covered <= point && label < last; )
        covered += this.shares[++label]!;
      return label;
    });
  }

  /** 1 for the class that `predict` draws, 0 for the others. */
  async predictProba(X: Features): Promise<Matrix> {
    const labels = await this.predict(X);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) probabilities.data[i * this.nClasses + labels[i]!] = 1;
    return probabilities;
  }

  toJSON(): FittedJson {
    const { shares, seed, nFeatures, warnings } = this;
    return { type: 'stratified', nFeatures, seed, shares, warnings };
  }
}

const fittedJson = z.object({
  nFeatures: z.int(),
  seed: z.number(),
  shares: z.array(z.number()),
  warnings: z.array(z.string()),
});

/** `stratified`, for the registry. */
export const stratified: EstimatorEntry<Params> = {
  id: 'stratified',
  title: 'Stratified guess',
  summary: 'Draws classes as often as they occur in training and ignores the features',
  role: 'control',
  paper: 'Witten, Frank and Hall, Data Mining (2011), §5.7: the random predictor that kappa compares with',
  params,
  create: () => new Stratified(),
  fromJSON: (json) => new FittedStratified(fittedJson.parse(json)),
};
