/** What a data set asks to be predicted of a sample: one of some classes, a number, or which of some labels it has. */
export const tasks = ['classification', 'regression', 'multi-label'] as const;

export type Task = (typeof tasks)[number];

/** Which labels samples have, row-major: entry (i, j) is `data[i * cols + j]`, 1 where sample i has label j, else 0. */
export interface LabelMatrix {
  readonly data: Uint8Array;
  /** Samples. */
  readonly rows: number;
  /** Labels. */
  readonly cols: number;
}

/** What is predicted where it is not a class. */
export type Targets =
  | {
      readonly task: 'regression';
      /** float64, (nSamples,), finite. */
      readonly values: Float64Array;
    }
  | {
      readonly task: 'multi-label';
      /** (nSamples, nLabels). */
      readonly Y: LabelMatrix;
    };

/** Wrap row-major values, or make a matrix without labels.
 * @throws {RangeError} If `data` does not hold rows × cols values. */
export function labelMatrix(
  rows: number,
  cols: number,
  data: Uint8Array = new Uint8Array(rows * cols),
): LabelMatrix {
  if (data.length !== rows * cols) {
    throw new RangeError(
      `Cannot make a ${rows}×${cols} label matrix as data must hold ${rows * cols} values: it holds ${data.length}`,
    );
  }
  return { data, rows, cols };
}

/** Copy the named entries. */
export function takeValues(values: Float64Array, indices: ArrayLike<number>): Float64Array {
  return Float64Array.from(indices, (i) => values[i]!);
}

/** Copy the named rows, in their order. */
export function takeLabelRows(Y: LabelMatrix, indices: ArrayLike<number>): LabelMatrix {
  const taken = labelMatrix(indices.length, Y.cols);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * Y.cols;
    taken.data.set(Y.data.subarray(from, from + Y.cols), i * Y.cols);
  }
  return taken;
}

/** Copy the targets of the named samples. */
export function takeTargets(targets: Targets, indices: ArrayLike<number>): Targets {
  return targets.task === 'regression'
    ? { task: 'regression', values: takeValues(targets.values, indices) }
    : { task: 'multi-label', Y: takeLabelRows(targets.Y, indices) };
}

/** How many samples have targets. */
export function countTargets(targets: Targets): number {
  return targets.task === 'regression' ? targets.values.length : targets.Y.rows;
}
