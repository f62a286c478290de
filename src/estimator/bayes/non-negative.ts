import { type Features, isSparse } from '../../core/index.ts';

/** Check that features can be counts.
 * @param action what is being done, for the message: `fit multinomial-naive-bayes`.
 * @throws {RangeError} If a value is below 0. */
export function checkNonNegative(X: Features, action: string): void {
  const values = isSparse(X) ? X.values : X.data;
  const at = firstNegative(values);
  if (at < 0) return;
  const row = isSparse(X) ? X.indptr.findLastIndex((start) => start <= at) : Math.floor(at / X.cols);
  const column = isSparse(X) ? X.indices[at]! : at % X.cols;
  throw new RangeError(
    `Cannot ${action} as every value must be >= 0, as counts are: row ${row}, column ${column} is ${values[at]}`,
  );
}

/** The position of the first value below 0, or -1. */
function firstNegative(values: Float32Array): number {
  for (let at = 0; at < values.length; at++) if (values[at]! < 0) return at;
  return -1;
}
