import { z } from 'zod';
import type { Features } from '../../core/index.ts';
import type { FittedJson, FittedRegressor, Regressor, RegressorEntry, TargetFitOptions } from '../types.ts';
import { checkApplyInput, checkRegressionInput } from '../validate.ts';

const params = z.strictObject({});
type Params = z.infer<typeof params>;

/** Predicts the mean of the training targets, whatever the features: the control every regressor must beat. */
export class Mean implements Regressor {
  readonly takesSparse = true;
  readonly takesWeights = true;

  /** The mean is weighted where samples are. */
  async fit(X: Features, y: Float64Array, options: TargetFitOptions = {}): Promise<FittedMean> {
    checkRegressionInput(X, y, 'mean', options, this);
    return new FittedMean(weightedMean(y, options.sampleWeight), X.cols);
  }
}

/** The mean of the training targets. */
export class FittedMean implements FittedRegressor {
  readonly takesSparse = true;
  readonly warnings: readonly string[] = [];
  readonly mean: number;
  readonly nFeatures: number;

  constructor(mean: number, nFeatures: number) {
    this.mean = mean;
    this.nFeatures = nFeatures;
  }

  async predict(X: Features): Promise<Float64Array> {
    checkApplyInput(X, this.nFeatures, 'predict with mean', this);
    return new Float64Array(X.rows).fill(this.mean);
  }

  toJSON(): FittedJson {
    return { type: 'mean', nFeatures: this.nFeatures, mean: this.mean };
  }
}

/** Σ weight · y / Σ weight.
 * @param sampleWeight float64, (nSamples,), one of them above 0; default all 1. */
export function weightedMean(y: Float64Array, sampleWeight: Float64Array | undefined): number {
  let total = 0;
  let mean = 0;
  for (let i = 0; i < y.length; i++) {
    const weight = sampleWeight === undefined ? 1 : sampleWeight[i]!;
    total += weight;
    // a running mean is exact where all targets are equal
    if (weight > 0) mean += (y[i]! - mean) * (weight / total);
  }
  return mean;
}

const fittedJson = z.object({ nFeatures: z.int(), mean: z.number() });

/** `mean`, for the registry. */
export const mean: RegressorEntry<Params> = {
  id: 'mean',
  title: 'Mean',
  summary: 'Predicts the mean of the training targets and ignores the features',
  role: 'control',
  paper: 'Wright, Correlation and causation, Journal of Agricultural Research 20 (1921): R² compares with it',
  params,
  create: () => new Mean(),
  fromJSON: (json) => {
    const { mean, nFeatures } = fittedJson.parse(json);
    return new FittedMean(mean, nFeatures);
  },
};
