import { describe, expect, it } from 'vitest';
import { createRng, matrix } from '../../src/core/index.ts';
import { weightedMoments, weightedProjection } from '../../src/linalg/index.ts';

function normals(rows: number, cols: number, seed: number) {
  const rng = createRng(seed);
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
}

/** Rows far from the origin, their means and weights. */
function weighted(rows: number, cols: number) {
  const X = normals(rows, cols, cols);
  const mean = Float64Array.from({ length: cols }, (_, j) => 500.3 + j);
  for (let at = 0; at < X.data.length; at++) X.data[at]! += mean[at % cols]!;
  const roots = Float64Array.from({ length: rows }, (_, i) => 0.5 + (i % 3));
  const A = (i: number, j: number) => roots[i]! * (X.data[i * cols + j]! - mean[j]!);
  return { rows: { X, mean, roots }, A };
}

// one strip, strips of unlike widths, and several blocks of rows
describe.each([
  [9, 1],
  [50, 7],
  [30, 517],
  [7100, 600],
])('%i weighted rows of %i columns', (n, d) => {
  const { rows, A } = weighted(n, d);

  it('have their products with each other and with targets', async () => {
    const targets = normals(2, n, 5);
    const { gram, right } = await weightedMoments(rows, targets);
    const columns = [0, Math.floor(d / 3), Math.floor(d / 2), d - 1];
    for (const j of columns) {
      for (const k of columns.filter((column) => column <= j)) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += A(i, j) * A(i, k);
        expect(Math.abs(gram[j * d + k]! - sum)).toBeLessThan(1e-5 * n);
      }
      for (let t = 0; t < 2; t++) {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += targets.data[t * n + i]! * A(i, j);
        expect(Math.abs(right.data[t * d + j]! - sum)).toBeLessThan(1e-5 * n);
      }
    }
  });

  it('are projected, and their squares summed', async () => {
    const vectors = normals(3, d, 1);
    const coefficients = normals(2, 3, 2);
    const scales = normals(4, 3, 3);
    const [from, end] = [3, 8];
    const { sums, squares } = await weightedProjection(rows, { vectors, coefficients, scales }, from, end);
    expect([sums.length, squares.length]).toEqual([10, 20]);
    for (let i = from; i < end; i++) {
      const P = [0, 1, 2].map((v) => {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += A(i, j) * vectors.data[v * d + j]!;
        return sum;
      });
      const times = (row: Float32Array, power: number) =>
        P.reduce((sum, value, v) => sum + value ** power * row[v]!, 0);
      for (let c = 0; c < 2; c++) {
        const expected = times(coefficients.data.subarray(c * 3, c * 3 + 3), 1);
        expect(Math.abs(sums[(i - from) * 2 + c]! - expected)).toBeLessThan(1e-4 * d);
      }
      for (let s = 0; s < 4; s++) {
        const expected = times(scales.data.subarray(s * 3, s * 3 + 3), 2);
        expect(Math.abs(squares[(i - from) * 4 + s]! - expected)).toBeLessThan(1e-3 * d);
      }
    }
  });
});

it.each([3, 258])('are projected by a triangle of %i rows as by any matrix', async (d) => {
  const { rows } = weighted(6, d);
  const vectors = normals(d, d, 9);
  for (let i = 0; i < d; i++) vectors.data.fill(0, i * d + i + 1, (i + 1) * d);
  const projection = { vectors, coefficients: normals(2, d, 2), scales: normals(1, d, 3) };
  const whole = await weightedProjection(rows, projection, 1, 6);
  const lower = await weightedProjection(rows, { ...projection, isLower: true }, 1, 6);
  for (const what of ['sums', 'squares'] as const) {
    expect(lower[what].length).toBe(whole[what].length);
    lower[what].forEach((value, at) => {
      expect(Math.abs(value - whole[what][at]!)).toBeLessThan(1e-4 * d);
    });
  }
});
