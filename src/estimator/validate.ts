import { firstNonFinite, type Matrix } from '../core/index.ts';

/** Check what every `fit` asks of its data and give the number of classes.
 * @param name the estimator's registry id, for the message.
 * @param nClasses as in FitOptions.
 * @returns `nClasses`, or the greatest label + 1.
 * @throws {RangeError} If X and y differ in length, are empty, X is not finite, or a label is outside [0, nClasses). */
export function checkFitInput(X: Matrix, y: Int32Array, name: string, nClasses?: number): number {
  if (X.rows !== y.length) {
    throw new RangeError(
      `Cannot fit ${name} as X and y must have equal length: X has ${X.rows} rows, y has ${y.length} labels`,
    );
  }
  checkMatrix(X, `fit ${name}`);
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
 * @throws {RangeError} If X has not `nFeatures` columns, or is not finite. */
export function checkApplyInput(X: Matrix, nFeatures: number, action: string): void {
  if (X.cols !== nFeatures) {
    throw new RangeError(
      `Cannot ${action} as X must have ${nFeatures} features, as it was fitted on: it has ${X.cols}`,
    );
  }
  checkFinite(X, action);
}

/** Check the features given to the `fit` of a classifier or a transformer.
 * @param action what is being done, for the message: `fit pca`.
 * @throws {RangeError} If X has no row or no column, or is not finite. */
export function checkMatrix(X: Matrix, action: string): void {
  if (X.rows === 0)
    throw new RangeError(`Cannot ${action} as there must be at least one sample: X has 0 rows`);
  if (X.cols === 0) {
    throw new RangeError(`Cannot ${action} as there must be at least one feature: X has 0 columns`);
  }
  checkFinite(X, action);
}

function checkFinite(X: Matrix, action: string): void {
  const at = firstNonFinite(X);
  if (at < 0) return;
  const row = Math.floor(at / X.cols);
  throw new RangeError(
    `Cannot ${action} as X must be finite: row ${row}, column ${at % X.cols} is ${X.data[at]}`,
  );
}
