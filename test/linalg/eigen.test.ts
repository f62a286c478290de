import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { symmetricEigen } from '../../src/linalg/index.ts';

describe('symmetricEigen', () => {
  it.each([1, 2, 3, 5, 40, 131])('decomposes a random matrix of size %i', (n) => {
    const rng = createRng(n);
    const S = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        S[i * n + j] = rng.normal();
        S[j * n + i] = S[i * n + j]!;
      }
    }
    const { values, vectors } = symmetricEigen(S, n);
    for (let a = 0; a < n; a++) {
      if (a > 0) expect(values[a]!).toBeLessThanOrEqual(values[a - 1]!);
      for (let b = 0; b < n; b++) {
        let dot = 0;
        for (let k = 0; k < n; k++) dot += vectors[a * n + k]! * vectors[b * n + k]!;
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 10);
        let reached = 0;
        for (let k = 0; k < n; k++) reached += S[b * n + k]! * vectors[a * n + k]!;
        expect(reached).toBeCloseTo(values[a]! * vectors[a * n + b]!, 9);
      }
    }
  });

  it('handles equal and zero eigenvalues', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 0, 0, 0, 0, 0, 0, 0, 2), 3);
    expect([...values]).toEqual([2, 2, 0]);
    expect(Math.abs(vectors[2 * 3 + 1]!)).toBe(1);
  });

  it.each([1e-200, 1e200])('keeps its accuracy at a scale of %d', (scale) => {
    const { values } = symmetricEigen(Float64Array.of(2 * scale, scale, scale, 2 * scale), 2);
    expect(values[0]! / scale).toBeCloseTo(3, 12);
    expect(values[1]! / scale).toBeCloseTo(1, 12);
  });

  it('is accurate to 1e-10 of the greatest on a graded matrix', () => {
    const n = 30;
    const S = new Float64Array(n * n);
    // Reflected by H = I - 2 w w / n with w of ones: eigenvalues stay what they are.
    const graded = Float64Array.from({ length: n }, (_, i) => 10 ** (6 - i));
    const H = (i: number, j: number) => (i === j ? 1 : 0) - 2 / n;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) S[i * n + j]! += H(i, k) * graded[k]! * H(k, j);
      }
    }
    const { values } = symmetricEigen(S, n);
    values.forEach((value, i) => {
      expect(Math.abs(value - graded[i]!)).toBeLessThan(1e-10 * graded[0]!);
    });
  });
});
