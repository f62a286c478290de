import type { ClassFold, TestedFold } from '../../src/evaluate/index.ts';
import { classFoldsOf } from '../../src/evaluate/predictions.ts';

/** The folds of a cell that predicts classes.
 * @throws {TypeError} If it predicts something else. */
export function classFolds(tested: readonly TestedFold[]): readonly ClassFold[] {
  const folds = classFoldsOf(tested);
  if (folds === undefined) throw new TypeError('Cannot take the folds as they must be of classes');
  return folds;
}
