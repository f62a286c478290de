import { type Features, isSparse, type Matrix, type SparseMatrix } from '../../core/index.ts';
import type { ClassRows } from '../discriminant/class-rows.ts';

/** The weighted sum of every feature over the samples of each class.
 * @param above where given, a value counts 1 if it is above and 0 if not.
 * @returns float64, (classes with samples × nFeatures).
 * Cost: O(number of values that X holds). */
export function classCounts(X: Features, groups: ClassRows, above?: number): Float64Array {
  const counts = new Float64Array(groups.totals.length * X.cols);
  if (!isSparse(X)) addDense(X, groups, counts, above);
  else if (above === undefined) addSparse(X, groups, counts);
  else addSparseAbove(X, groups, counts, above);
  return counts;
}

function addDense(X: Matrix, groups: ClassRows, counts: Float64Array, above: number | undefined): void {
  const d = X.cols;
  const weightOf = (row: number) => groups.weights?.[row] ?? 1;
  const add = above === undefined ? addFour : addFourAbove;
  for (let c = 0; c < groups.totals.length; c++) {
    const sums = counts.subarray(c * d, (c + 1) * d);
    const rows = groups.rows.subarray(groups.starts[c]!, groups.starts[c + 1]!);
    for (let r = 0; r < rows.length; r += 4) {
      // past the end the last row stands in, with weight 0
      const at = [0, 1, 2, 3].map((step) => rows[Math.min(r + step, rows.length - 1)]!);
      const weight = at.map((row, step) => (r + step < rows.length ? weightOf(row) : 0));
      add(
        X.data,
        at[0]! * d,
        at[1]! * d,
        at[2]! * d,
        at[3]! * d,
        sums,
        weight[0]!,
        weight[1]!,
        weight[2]!,
        weight[3]!,
        above ?? 0,
      );
    }
  }
}

type AddFour = (
  x: Float32Array,
  a: number,
  b: number,
  c: number,
  e: number,
  sums: Float64Array,
  wa: number,
  wb: number,
  wc: number,
  we: number,
  above: number,
) => void;

/** Add four weighted samples. */
const addFour: AddFour = (x, a, b, c, e, sums, wa, wb, wc, we) => {
  for (let f = 0; f < sums.length; f++) {
    sums[f]! += wa * x[a + f]! + wb * x[b + f]! + (wc * x[c + f]! + we * x[e + f]!);
  }
};

/** Add the weights of those of four samples that are above the threshold. */
const addFourAbove: AddFour = (x, a, b, c, e, sums, wa, wb, wc, we, above) => {
  for (let f = 0; f < sums.length; f++) {
    sums[f]! +=
      wa * +(x[a + f]! > above) +
      wb * +(x[b + f]! > above) +
      (wc * +(x[c + f]! > above) + we * +(x[e + f]! > above));
  }
};

function addSparse(
  { indptr, indices, values, cols }: SparseMatrix,
  groups: ClassRows,
  counts: Float64Array,
): void {
  for (let c = 0; c < groups.totals.length; c++) {
    for (let r = groups.starts[c]!; r < groups.starts[c + 1]!; r++) {
      const row = groups.rows[r]!;
      const weight = groups.weights?.[row] ?? 1;
      const to = indptr[row + 1]!;
      for (let at = indptr[row]!; at < to; at++) counts[c * cols + indices[at]!]! += weight * values[at]!;
    }
  }
}

function addSparseAbove(
  { indptr, indices, values, cols }: SparseMatrix,
  groups: ClassRows,
  counts: Float64Array,
  above: number,
): void {
  for (let c = 0; c < groups.totals.length; c++) {
    for (let r = groups.starts[c]!; r < groups.starts[c + 1]!; r++) {
      const row = groups.rows[r]!;
      const weight = groups.weights?.[row] ?? 1;
      const to = indptr[row + 1]!;
      for (let at = indptr[row]!; at < to; at++) {
        if (values[at]! > above) counts[c * cols + indices[at]!]! += weight;
      }
    }
  }
}
