import { createRng, type Matrix, matrix } from '../../src/core/index.ts';

/** Standard normal features, and targets that are a linear function of them, of variance 1, with noise about it. */
export function linearData({ n = 60, d = 5, noise = 0.5, seed = 1 } = {}): { X: Matrix; y: Float64Array } {
  const rng = createRng(seed);
  const weights = Float64Array.from({ length: d }, () => rng.normal());
  const length = Math.hypot(...weights);
  const X = matrix(n, d);
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      X.data[i * d + j] = rng.normal();
      y[i]! += (weights[j]! / length) * X.data[i * d + j]!;
    }
    y[i]! += noise * rng.normal();
  }
  return { X, y };
}

/** R²: the share of the targets' variance that predictions explain. */
export function r2(predicted: Float64Array, y: Float64Array): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  let left = 0;
  let total = 0;
  for (let i = 0; i < y.length; i++) {
    left += (y[i]! - predicted[i]!) ** 2;
    total += (y[i]! - mean) ** 2;
  }
  return 1 - left / total;
}
