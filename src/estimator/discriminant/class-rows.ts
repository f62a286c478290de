/** The samples of each class that has some, one class after the other. */
export interface ClassRows {
  /** Class ids that have samples, ascending. */
  readonly classes: Int32Array;
  /** The rows of the class at position c are `rows.subarray(starts[c], starts[c + 1])`, ascending. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  /** The weight of each row of X, or undefined where all count 1. */
  readonly weights: Float64Array | undefined;
  /** Summed weight of each class, float64, (classes.length,). */
  readonly totals: Float64Array;
}

/** Sort the samples by class, those of weight 0 left out.
 * @param y int32, (nSamples,), class ids in [0, nClasses).
 * @param weights float64, (nSamples,), >= 0. */
export function classRows(y: Int32Array, nClasses: number, weights?: Float64Array): ClassRows {
  const counts = new Int32Array(nClasses);
  const sums = new Float64Array(nClasses);
  for (let i = 0; i < y.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    if (weight === 0) continue;
    counts[y[i]!]!++;
    sums[y[i]!]! += weight;
  }
  const classes = Int32Array.from(counts.keys()).filter((c) => counts[c]! > 0);
  const starts = new Int32Array(classes.length + 1);
  const next = new Int32Array(nClasses);
  classes.forEach((c, at) => {
    next[c] = starts[at]!;
    starts[at + 1] = starts[at]! + counts[c]!;
  });
  const rows = new Int32Array(starts[classes.length]!);
  for (let i = 0; i < y.length; i++) {
    if (weights === undefined || weights[i]! > 0) rows[next[y[i]!]!++] = i;
  }
  return { classes, rows, starts, weights, totals: Float64Array.from(classes, (c) => sums[c]!) };
}
