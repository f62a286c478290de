import { z } from 'zod';
import { type Features, type Matrix, matrix } from '../../core/index.ts';
import type { Estimator, EstimatorEntry, FitOptions, FittedClassifier, FittedJson } from '../types.ts';
import { checkApplyInput, checkFitInput } from '../validate.ts';
import { classShares } from './class-shares.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

/** Predicts the most frequent class, whatever the features: the control every model must beat. */
export class Majority implements Estimator {
  readonly takesSparse = true;
  readonly takesWeights = true;

  /** The most frequent class is the one of most weight; ties go to the lower class id. */
  async fit(X: Features, y: Int32Array, options: FitOptions = {}): Promise<FittedMajority> {
    const nClasses = checkFitInput(X, y, 'majority', options, this);
    return new FittedMajority(classShares(y, nClasses, options.sampleWeight), X.cols);
  }
}

/** The class shares of the training samples. */
export class FittedMajority implements FittedClassifier {
  readonly takesSparse = true;
  readonly warnings: readonly string[] = [];
  readonly nClasses: number;
  readonly nFeatures: number;
  readonly shares: readonly number[];

  constructor(shares: readonly number[], nFeatures: number) {
    this.shares = shares;
    this.nClasses = shares.length;
    this.nFeatures = nFeatures;
  }

  async predict(X: Features): Promise<Int32Array> {
    checkApplyInput(X, this.nFeatures, 'predict with majority', this);
    return new Int32Array(X.rows).fill(this.shares.indexOf(Math.max(...this.shares)));
  }

  /** Every row holds the class shares of the training samples. */
  async predictProba(X: Features): Promise<Matrix> {
    checkApplyInput(X, this.nFeatures, 'predict with majority', this);
    const probabilities = matrix(X.rows, this.nClasses);
    for (let i = 0; i < X.rows; i++) probabilities.data.set(this.shares, i * this.nClasses);
    return probabilities;
  }

  toJSON(): FittedJson {
    return { type: 'majority', nFeatures: this.nFeatures, shares: this.shares };
  }
}

const fittedJson = z.object({ nFeatures: z.int(), shares: z.array(z.number()) });

/** `majority`, for the registry. */
export const majority: EstimatorEntry<Params> = {
  id: 'majority',
  title: 'Majority class',
  summary: 'Predicts the most frequent class of the training samples and ignores the features',
  role: 'control',
  paper: 'Holte, Very simple classification rules perform well, Machine Learning 11 (1993)',
  params,
  create: () => new Majority(),
  fromJSON: (json) => {
    const { nFeatures, shares } = fittedJson.parse(json);
    return new FittedMajority(shares, nFeatures);
  },
};
