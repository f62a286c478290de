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
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  let signs = 0;
  let at = 0;
  // the sign bits of all values in one pass without a branch; only below 0 or at -0 is there something to look for
  for (; at + 4 <= bits.length; at += 4) signs |= bits[at]! | bits[at + 1]! | bits[at + 2]! | bits[at + 3]!;
  for (; at < bits.length; at++) signs |= bits[at]!;
  return signs < 0 ? values.findIndex((value) => value < 0) : -1;
}
