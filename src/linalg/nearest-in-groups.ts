import { type Matrix, matrix } from '../core/index.ts';
import { greatestInGroups } from './greatest-in-groups.ts';

/** The nearest center of every group for each row of X, by Euclidean distance in float32: a center that is as near up to
 * rounding may be given in its place.
 * @param centers the groups one after the other, all of one size, (nGroups · k, X.cols).
 * @param origin a point amid the rows of X, float64, (X.cols,): the less far they are from it, the less is lost to rounding.
 * @param check called before the result is given if X is not finite: throws to refuse it.
 * @returns position in its group, int32, (X.rows × nGroups), row-major.
 * Source: ‖x − c‖² is least where (x − o)·(c − o) − ‖c − o‖²/2 is greatest. */
export async function nearestInGroups(
  X: Matrix,
  centers: Matrix,
  nGroups: number,
  origin: Float64Array,
  check?: () => void,
): Promise<Int32Array> {
  const { shifted, halfNorms } = shiftCenters(centers, origin);
  const { cols } = centers;
  const bias = Float32Array.from(halfNorms, (half, c) => {
    let product = 0;
    for (let f = 0; f < cols; f++) product += origin[f]! * shifted.data[c * cols + f]!;
    return -(product + half);
  });
  return greatestInGroups(X, shifted, bias, nGroups, check);
}

/** The centers as seen from the origin o, c − o in float32, and ‖c − o‖²/2 of each. */
export function shiftCenters(
  centers: Matrix,
  origin: Float64Array,
): { readonly shifted: Matrix; readonly halfNorms: Float64Array } {
  const { rows, cols, data } = centers;
  const shifted = matrix(rows, cols);
  const halfNorms = new Float64Array(rows);
  for (let c = 0; c < rows; c++) {
    let sum = 0;
    for (let f = 0; f < cols; f++) {
      const value = Math.fround(data[c * cols + f]! - origin[f]!);
      shifted.data[c * cols + f] = value;
      sum += value * value;
    }
    halfNorms[c] = sum / 2;
  }
  return { shifted, halfNorms };
}
