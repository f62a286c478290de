import {
  type Features,
  findNonFinite,
  firstNonFinite,
  isSparse,
  type LabelMatrix,
  type Matrix,
} from '../core/index.ts';
import type { FitOptions, Takes, TargetFitOptions } from './types.ts';

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
  options: FitOptions,
  takes: Takes = {},
): number {
  const nClasses = checkFitShape(X, y, name, options, takes);
  checkFinite(X, `fit ${name}`);
  return nClasses;
}

/** The part of `checkFitInput` that looks at no value of X: for fits that see from their sums whether all are finite.
 * @throws {RangeError} As there, but for what is not finite. */
export function checkFitShape(
  X: Features,
  y: Int32Array,
  name: string,
  { nClasses, sampleWeight }: FitOptions,
  takes: Takes = {},
): number {
  checkSamples(X, y.length, 'y', 'labels', name, sampleWeight, takes);
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

/** Check what every `fit` of a regressor asks of its data.
 * @param name the regressor's registry id, for the message.
 * @param takes what it takes beyond dense features: the regressor itself.
 * @throws {RangeError} If X and y differ in length, are empty or not finite, or X or the options are of a kind that the
 * regressor does not take. */
export function checkRegressionInput(
  X: Features,
  y: Float64Array,
  name: string,
  { sampleWeight }: TargetFitOptions,
  takes: Takes = {},
): void {
  checkSamples(X, y.length, 'y', 'targets', name, sampleWeight, takes);
  const at = y.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new RangeError(`Cannot fit ${name} as targets must be finite: target ${at} is ${y[at]}`);
  checkFinite(X, `fit ${name}`);
}

/** Check what every `fit` of a multi-label estimator asks of its data.
 * @throws {RangeError} If X and Y differ in length, are empty, X is not finite, Y holds anything but 0 and 1, or X or
 * the options are of a kind that the estimator does not take. */
export function checkMultiLabelInput(
  X: Features,
  Y: LabelMatrix,
  name: string,
  { sampleWeight }: TargetFitOptions,
  takes: Takes = {},
): void {
  checkSamples(X, Y.rows, 'Y', 'label sets', name, sampleWeight, takes);
  if (Y.cols === 0)
    throw new RangeError(`Cannot fit ${name} as there must be at least one label: Y has none`);
  const at = Y.data.findIndex((value) => value > 1);
  if (at >= 0) {
    throw new RangeError(
      `Cannot fit ${name} as Y must hold 0 and 1 alone: row ${Math.floor(at / Y.cols)}, label ${at % Y.cols} is ${Y.data[at]}`,
    );
  }
  checkFinite(X, `fit ${name}`);
}

/** Check what a fitted model or transformer is given.
 * @param action what is being done, for the message: `predict with svm`, `apply standardize`.
 * @throws {RangeError} If X has not `nFeatures` columns, is not finite, or is sparse where only dense will do. */
export function checkApplyInput(X: Features, nFeatures: number, action: string, takes: Takes = {}): void {
  checkApplyShape(X, nFeatures, action, takes);
  checkFinite(X, action);
}

/** The part of `checkApplyInput` that looks at no value.
 * @throws {RangeError} If X has not `nFeatures` columns, or is sparse where only dense will do. */
export function checkApplyShape(X: Features, nFeatures: number, action: string, takes: Takes = {}): void {
  if (X.cols !== nFeatures) {
    throw new RangeError(
      `Cannot ${action} as X must have ${nFeatures} features, as it was fitted on: it has ${X.cols}`,
    );
  }
  checkKind(X, action, takes);
}

/** The part of `checkApplyInput` that looks at every value.
 * @throws {RangeError} If X is not finite. */
export function checkFinite(X: Features, action: string): void {
  const found = findNonFinite(X);
  if (found === undefined) return;
  throw new RangeError(
    `Cannot ${action} as X must be finite: row ${found.row}, column ${found.column} is ${found.value}`,
  );
}

/** What X is mapped to by a map that takes whatever is not finite to something that is not: X is looked at only where the
 * outcome has such values, as a pass over all of X may take as long as the map.
 * @throws {RangeError} If X is not finite. */
export async function finiteOutcome(X: Features, action: string, outcome: Promise<Matrix>): Promise<Matrix> {
  const found = await outcome;
  if (firstNonFinite(found) >= 0) checkFinite(X, action);
  return found;
}

/** Check the features given to the `fit` of a classifier or a transformer.
 * @param action what is being done, for the message: `fit pca`.
 * @throws {RangeError} If X has no row or no column, is not finite, or is sparse where only dense will do. */
export function checkMatrix(X: Features, action: string, takes: Takes = {}): void {
  checkMatrixShape(X, action, takes);
  checkFinite(X, action);
}

function checkMatrixShape(X: Features, action: string, takes: Takes): void {
  if (X.rows === 0)
    throw new RangeError(`Cannot ${action} as there must be at least one sample: X has 0 rows`);
  if (X.cols === 0) {
    throw new RangeError(`Cannot ${action} as there must be at least one feature: X has 0 columns`);
  }
  checkKind(X, action, takes);
}

function checkKind(X: Features, action: string, takes: Takes): void {
  if (!isSparse(X) || takes.takesSparse) return;
  throw new RangeError(`Cannot ${action} as X must be dense: it is sparse, and toDense(X) makes it dense`);
}

/** @param what the targets are, for the message. */
function checkSamples(
  X: Features,
  nTargets: number,
  targets: 'y' | 'Y',
  what: string,
  name: string,
  sampleWeight: Float64Array | undefined,
  takes: Takes,
): void {
  if (X.rows !== nTargets) {
    throw new RangeError(
      `Cannot fit ${name} as X and ${targets} must have equal length: X has ${X.rows} rows, ${targets} has ${nTargets} ${what}`,
    );
  }
  checkMatrixShape(X, `fit ${name}`, takes);
  if (sampleWeight !== undefined) checkSampleWeight(sampleWeight, nTargets, name, takes);
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
