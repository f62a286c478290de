import { type Features, findNonFinite, isSparse } from '../core/index.ts';
import type { FitOptions, Takes } from './types.ts';

/** Check what every `fit` asks of its data and give the number of classes.
 * @param name the estimator's registry id, for the message.
 * @param takes what the estimator takes beyond dense features: the estimator itself.
 * @returns `options.nClasses`, or the greatest label + 1.
 * @throws {RangeError} If X and y differ in length, are empty, X is not finite, a label is outside [0, nClasses), or
 * X or the options are of a kind that the estimator does not take. */
export function checkFitInput(
  X: Features,
  y: Int32Array,
  name: string,
  { nClasses, sampleWeight }: FitOptions,
  takes: Takes = {},
): number {
  if (X.rows !== y.length) {
    throw new RangeError(
      `Cannot fit ${name} as X and y must have equal length: X has ${X.rows} rows, y has ${y.length} labels`,
    );
  }
  checkMatrix(X, `fit ${name}`, takes);
  if (sampleWeight !== undefined) checkSampleWeight(sampleWeight, y.length, name, takes);
  let greatest = 0;
  for (let i = 0; i < y.length; i++) {
    const label = y[i]!;
    if (label < 0) throw new RangeError(`Cannot fit ${name} as labels must be >= 0: label ${i} is ${label}`);
    if (label > greatest) greatest = label;
  }
  if (nClasses !== undefined && greatest >= nClasses) {
    throw new RangeError(
      `Cannot fit ${name} as labels must be below the number of classes, ${nClasses}: the greatest is ${greatest}`,
    );
  }
  return nClasses ?? greatest + 1;
}

/** Check what a fitted model or transformer is given.
 * @param action what is being done, for the message: `predict with svm`, `apply standardize`.
 * @throws {RangeError} If X has not `nFeatures` columns, is not finite, or is sparse where only dense will do. */
export function checkApplyInput(X: Features, nFeatures: number, action: string, takes: Takes = {}): void {
  if (X.cols !== nFeatures) {
    throw new RangeError(
      `Cannot ${action} as X must have ${nFeatures} features, as it was fitted on: it has ${X.cols}`,
    );
  }
  checkValues(X, action, takes);
}

/** Check the features given to the `fit` of a classifier or a transformer.
 * @param action what is being done, for the message: `fit pca`.
 * @throws {RangeError} If X has no row or no column, is not finite, or is sparse where only dense will do. */
export function checkMatrix(X: Features, action: string, takes: Takes = {}): void {
  if (X.rows === 0)
    throw new RangeError(`Cannot ${action} as there must be at least one sample: X has 0 rows`);
  if (X.cols === 0) {
    throw new RangeError(`Cannot ${action} as there must be at least one feature: X has 0 columns`);
  }
  checkValues(X, action, takes);
}

function checkValues(X: Features, action: string, takes: Takes): void {
  if (isSparse(X) && !takes.takesSparse) {
    throw new RangeError(`Cannot ${action} as X must be dense: it is sparse, and toDense(X) makes it dense`);
  }
  const found = findNonFinite(X);
  if (found === undefined) return;
  throw new RangeError(
    `Cannot ${action} as X must be finite: row ${found.row}, column ${found.column} is ${found.value}`,
  );
}

function checkSampleWeight(weights: Float64Array, nSamples: number, name: string, takes: Takes): void {
  if (!takes.takesWeights) {
    throw new RangeError(`Cannot fit ${name} with sample weights as it has no use for them`);
  }
  if (weights.length !== nSamples) {
    throw new RangeError(
      `Cannot fit ${name} as there must be a weight for each sample: X has ${nSamples} rows, there are ${weights.length} weights`,
    );
  }
  let total = 0;
  for (let i = 0; i < nSamples; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `Cannot fit ${name} as sample weights must be finite and >= 0: weight ${i} is ${weight}`,
      );
    }
    total += weight;
  }
  if (total === 0) throw new RangeError(`Cannot fit ${name} as a sample weight must be above 0: all are 0`);
}
