import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix } from '../../src/core/index.ts';
import { centre, leadingEigen, product, symmetricEigen, transpose } from '../../src/linalg/index.ts';

const options = { seed: 1, tolerance: 3e-4, pause: async () => {} };

function normals(rows: number, cols: number, scaleOf: (column: number) => number, offset = 0): Matrix {
  const rng = createRng(rows);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, (_, at) => offset + rng.normal() * scaleOf(at % cols)),
  );
}

/** ZᵀZ in float64, entry by entry. */
function covarianceOf(X: Matrix, mean: Float64Array): Float64Array {
  const d = X.cols;
  const S = new Float64Array(d * d);
  for (let i = 0; i < X.rows; i++) {
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) {
        S[a * d + b]! += (X.data[i * d + a]! - mean[a]!) * (X.data[i * d + b]! - mean[b]!);
      }
    }
  }
  return S;
}

describe('leadingEigen', () => {
  it.each([1, 5, 12])('finds the first %i of a spectrum that falls off slowly', async (k) => {
    const X = normals(150, 120, (column) => 0.97 ** column);
    const S = await product(transpose(X), transpose(X));
    const { values, vectors } = await leadingEigen((V) => product(V, S), 120, k, options);
    const whole = symmetricEigen(Float64Array.from(S.data), 120);
    for (let i = 0; i < k; i++) {
      expect(values[i]! / whole.values[i]!).toBeCloseTo(1, 4);
      let dot = 0;
      for (let j = 0; j < 120; j++) dot += vectors.data[i * 120 + j]! * whole.vectors[i * 120 + j]!;
      expect(Math.abs(dot)).toBeCloseTo(1, 3);
    }
  });

  it('finds no more than the rank', async () => {
    const S = matrix(50, 50);
    for (let i = 0; i < 4; i++) S.data[i * 51] = 4 - i;
    const { values } = await leadingEigen((V) => product(V, S), 50, 8, options);
    expect([...values.slice(0, 4)].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([4, 3, 2, 1]);
    expect(values.slice(4).every((value) => Math.abs(value) < 1e-5)).toBe(true);
  });
});

describe('centre', () => {
  it('loses no digits to offsets far greater than the spread', async () => {
    const X = normals(40, 6, () => 1, 50_000);
    const mean = new Float64Array(6);
    for (let at = 0; at < X.data.length; at++) mean[at % 6]! += X.data[at]! / 40;
    const Z = centre(X, mean);
    const S = covarianceOf(X, mean);
    const found = await Z.covariance();
    found.forEach((value, at) => {
      expect(Math.abs(value - S[at]!)).toBeLessThan(1e-4);
    });
    const unit = matrix(6, 6);
    for (let i = 0; i < 6; i++) unit.data[i * 7] = 1;
    const scattered = await Z.scatter(unit);
    scattered.data.forEach((value, at) => {
      expect(Math.abs(value - S[at]!)).toBeLessThan(1e-4);
    });
    const rows = await Z.times(unit);
    rows.data.forEach((value, at) => {
      expect(Math.abs(value - (X.data[at]! - mean[at % 6]!))).toBeLessThan(1e-5);
    });
    const gram = await Z.gram();
    const trace = Array.from({ length: 40 }, (_, i) => gram.data[i * 41]!).reduce((a, b) => a + b, 0);
    expect(trace).toBeCloseTo(
      Array.from({ length: 6 }, (_, i) => S[i * 7]!).reduce((a, b) => a + b, 0),
      3,
    );
  });
});
