import { type Matrix, matrix } from '../../core/index.ts';

/** Probabilities in proportion to the exponential of the scores, which may be of any size.
 * @param scores log p(class, x) up to a term that the classes share, float64, (rows × classes.length).
 * @returns float32, (rows, nClasses); a class without samples gets 0. */
export function posteriors(
  scores: Float64Array,
  rows: number,
  classes: Int32Array,
  nClasses: number,
): Matrix {
  const k = classes.length;
  const probabilities = matrix(rows, nClasses);
  const relative = new Float64Array(k);
  for (let i = 0; i < rows; i++) {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < k; c++) greatest = Math.max(greatest, scores[i * k + c]!);
    let total = 0;
    for (let c = 0; c < k; c++) {
      relative[c] = Math.exp(scores[i * k + c]! - greatest);
      total += relative[c]!;
    }
    for (let c = 0; c < k; c++) probabilities.data[i * nClasses + classes[c]!] = relative[c]! / total;
  }
  return probabilities;
}
