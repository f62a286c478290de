import { type EstimatorEntry, estimators, type RegressorEntry, regressors } from '../estimator/index.ts';

/** What is known of a model of any task, by its id.
 * @throws {RangeError} If there is none. */
export function modelEntry(type: string): EstimatorEntry | RegressorEntry {
  return regressors.has(type) ? regressors.get(type) : estimators.get(type);
}
