/** The class ids that occur in y, ascending, and y as positions in that list. */
export interface PresentClasses {
  readonly classes: Int32Array;
  /** int32, (nSamples,), values in [0, classes.length). */
  readonly positions: Int32Array;
  /** Samples per present class. */
  readonly counts: Int32Array;
}

/** Find the classes that have samples, so that gaps in the class ids cost nothing.
 * @param y int32, (nSamples,), class ids in [0, nClasses). */
export function presentClasses(y: Int32Array, nClasses: number): PresentClasses {
  const perClass = countClasses(y, nClasses);
  const classes: number[] = [];
  const position = new Int32Array(nClasses).fill(-1);
  for (let c = 0; c < nClasses; c++) {
    if (perClass[c] === 0) continue;
    position[c] = classes.length;
    classes.push(c);
  }
  return {
    classes: Int32Array.from(classes),
    positions: y.map((label) => position[label]!),
    counts: Int32Array.from(classes, (c) => perClass[c]!),
  };
}

/** Samples per class, (nClasses,). */
export function countClasses(y: Int32Array, nClasses: number): Int32Array {
  const counts = new Int32Array(nClasses);
  for (let i = 0; i < y.length; i++) counts[y[i]!]!++;
  return counts;
}

/** The position of the greatest value in each row, ties to the lower position.
 * @param scores (rows × cols), row-major.
 * @returns int32, (rows,). */
export function argMaxRows(scores: ArrayLike<number>, rows: number, cols: number): Int32Array {
  const best = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    let at = 0;
    let greatest = scores[i * cols]!;
    for (let j = 1; j < cols; j++) {
      const score = scores[i * cols + j]!;
      if (score > greatest) {
        greatest = score;
        at = j;
      }
    }
    best[i] = at;
  }
  return best;
}

/** The class id of the greatest score of each row, ties to the lower id.
 * @param scores (rows × classes.length), row-major. */
export function bestClasses(scores: ArrayLike<number>, rows: number, classes: Int32Array): Int32Array {
  return argMaxRows(scores, rows, classes.length).map((position) => classes[position]!);
}

/** Sentences for the report where classes have no training samples, or only one has any; none otherwise. */
export function absentClassWarnings(classes: Int32Array, nClasses: number): string[] {
  const warnings: string[] = [];
  const absent: number[] = [];
  for (let c = 0; c < nClasses; c++) if (!classes.includes(c)) absent.push(c);
  if (absent.length === 1) {
    warnings.push(`Class ${absent[0]} has no training samples and is never predicted`);
  } else if (absent.length > 1) {
    warnings.push(`Classes ${absent.join(', ')} have no training samples and are never predicted`);
  }
  if (classes.length === 1) {
    warnings.push(`All training samples are of class ${classes[0]}: it is always predicted`);
  }
  return warnings;
}
