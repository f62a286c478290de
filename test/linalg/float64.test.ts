import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix } from '../../src/core/index.ts';
import { combine64, product64, scatter, scores, whitenedNorms } from '../../src/linalg/index.ts';
import { maxDifference } from '../support/estimator-data.ts';

const rng = createRng(3);
const normals = (length: number) => Float64Array.from({ length }, () => rng.normal());

/** Far from zero, so that float32 products would be off. */
function farMatrix(rows: number, cols: number): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => 1000 + rng.normal()),
  );
}

// small shapes run in typed-array code, large ones as graphs
describe.each([
  [5, 3, 2],
  [70, 40, 12],
  [530, 515, 2],
])('%i samples, %i features, %i outputs', (n, d, k) => {
  const X = farMatrix(n, d);
  const means = normals(k * d).map((value) => 1000 + value);

  it('products are those of the definition', async () => {
    const [A, B] = [normals(n * d), normals(k * d)];
    const expected = Float64Array.from({ length: n * k }, (_, at) => {
      let sum = 0;
      for (let f = 0; f < d; f++) sum += A[Math.floor(at / k) * d + f]! * B[(at % k) * d + f]!;
      return sum;
    });
    const left = { data: A, rows: n, cols: d };
    expect(maxDifference(await product64(left, { data: B, rows: k, cols: d }), expected)).toBeLessThan(1e-12);
    const transposed = Float64Array.from({ length: d * k }, (_, at) => B[(at % k) * d + Math.floor(at / k)]!);
    const right = { data: transposed, rows: d, cols: k };
    expect(maxDifference(await combine64(left, right), expected)).toBeLessThan(1e-12);
  });

  it.each([false, true])('scores are those of the definition, quadratic: %s', async (isQuadratic) => {
    const [linear, quadratic, constants] = [normals(k * d), normals(k * d), normals(k)];
    const shift = means.slice(0, d);
    const expected = Float64Array.from({ length: n * k }, (_, at) => {
      const [i, c] = [Math.floor(at / k), at % k];
      let score = constants[c]!;
      for (let f = 0; f < d; f++) {
        const z = X.data[i * d + f]! - shift[f]!;
        score += linear[c * d + f]! * z + (isQuadratic ? quadratic[c * d + f]! * z * z : 0);
      }
      return score;
    });
    const terms = { constants, linear, shift, ...(isQuadratic && { quadratic }) };
    expect(maxDifference(await scores(X, terms), expected)).toBeLessThan(1e-10);
  });

  it('scatter is that of the definition, for some of the rows', async () => {
    const rows = Int32Array.from({ length: n - 1 }, (_, i) => n - 1 - i);
    const starts = Int32Array.from({ length: k + 1 }, (_, g) => Math.floor((g * rows.length) / k));
    const weights = Float64Array.from({ length: k }, (_, g) => g + 0.5);
    const expected = new Float64Array(d * d);
    for (let g = 0; g < k; g++) {
      for (const row of rows.subarray(starts[g], starts[g + 1])) {
        const z = Float64Array.from({ length: d }, (_, f) => X.data[row * d + f]! - means[g * d + f]!);
        for (let i = 0; i < d; i++) {
          for (let j = 0; j < d; j++) expected[i * d + j]! += weights[g]! * z[i]! * z[j]!;
        }
      }
    }
    const S = await scatter(X, { rows, starts, means, weights });
    expect(maxDifference(S, expected)).toBeLessThan(1e-9);
  });

  it('whitened norms are those of the definition', async () => {
    const triangle = Float32Array.from(normals((d * (d + 1)) / 2));
    const mean = means.slice(0, d);
    const expected = Float64Array.from({ length: n }, (_, i) => {
      let norm = 0;
      for (let r = 0; r < d; r++) {
        let sum = 0;
        for (let f = 0; f <= r; f++) {
          sum += triangle[(r * (r + 1)) / 2 + f]! * (X.data[i * d + f]! - mean[f]!);
        }
        norm += sum * sum;
      }
      return norm;
    });
    expect(maxDifference(await whitenedNorms(X, triangle, mean), expected)).toBeLessThan(1e-9);
  });
});
