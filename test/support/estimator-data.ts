import { createRng, type Matrix, matrix, matrixFrom } from '../../src/core/index.ts';
import { golden } from './golden.ts';

export interface GoldenData {
  readonly X: Matrix;
  readonly y: Int32Array;
  readonly test: Matrix;
}

/** The small data sets of test/golden/estimator/data.json: binary, multiclass, gapped (labels 0, 2, 5), wide. */
export function goldenData(name: string): GoldenData {
  const sets =
    golden<Record<string, { X: number[][]; y: number[]; test: number[][] }>>('estimator/data.json');
  const { X, y, test } = sets[name]!;
  return { X: matrixFrom(X), y: Int32Array.from(y), test: matrixFrom(test) };
}

/** Gaussian clouds, one per class in turn, whose centres are `distance` standard deviations from the origin. */
export function blobs({ n = 60, d = 5, nClasses = 3, distance = 2, seed = 1 } = {}): {
  X: Matrix;
  y: Int32Array;
} {
  const rng = createRng(seed);
  const centres = Array.from({ length: nClasses }, () => {
    const centre = Array.from({ length: d }, () => rng.normal());
    const length = Math.hypot(...centre);
    return centre.map((value) => (value / length) * distance);
  });
  const y = Int32Array.from({ length: n }, (_, i) => i % nClasses);
  const X = matrix(n, d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) X.data[i * d + j] = centres[y[i]!]![j]! + rng.normal();
  }
  return { X, y };
}

/** The greatest difference in size between two lists of equal length. */
export function maxDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i]! - b[i]!);
    if (!(difference <= greatest)) greatest = difference;
  }
  return greatest;
}

/** The share of equal labels. */
export function accuracy(a: Int32Array, b: Int32Array): number {
  return a.filter((label, i) => label === b[i]).length / a.length;
}
