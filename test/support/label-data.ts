import { createRng, type LabelMatrix, labelMatrix, type Matrix, matrix } from '../../src/core/index.ts';

/** Standard normal features, and labels that a sample has on one side of a plane of their own, with noise about it. */
export function labelData({ n = 60, d = 5, nLabels = 3, noise = 0.5, seed = 1 } = {}): {
  X: Matrix;
  Y: LabelMatrix;
} {
  const rng = createRng(seed);
  const planes = Array.from({ length: nLabels }, () => Array.from({ length: d }, () => rng.normal()));
  const X = matrix(n, d);
  const Y = labelMatrix(n, nLabels);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) X.data[i * d + j] = rng.normal();
    for (const [label, plane] of planes.entries()) {
      const score = plane.reduce((sum, weight, j) => sum + weight * X.data[i * d + j]!, noise * rng.normal());
      Y.data[i * nLabels + label] = Number(score > 0);
    }
  }
  return { X, Y };
}
