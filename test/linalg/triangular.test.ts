import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { choleskyFactor, choleskySolve, triangularInverse } from '../../src/linalg/index.ts';

/** A Aᵀ + ½ I of random A, symmetric and positive definite. */
function positiveDefinite(n: number, seed: number): Float64Array {
  const rng = createRng(seed);
  const A = Float64Array.from({ length: n * n }, () => rng.normal() / Math.sqrt(n));
  const S = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let f = 0; f < n; f++) S[i * n + j]! += A[i * n + f]! * A[j * n + f]!;
    }
    S[i * n + i]! += 0.5;
  }
  return S;
}

function worstDifference(actual: (i: number, j: number) => number, n: number): number {
  let worst = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) worst = Math.max(worst, Math.abs(actual(i, j) - (i === j ? 1 : 0)));
  }
  return worst;
}

// one block, exactly two, and several with a rest
describe.each([1, 7, 192, 250])('a factor of %i columns', (n) => {
  const S = positiveDefinite(n, n);

  it('is lower triangular, and times its transpose the matrix', async () => {
    const L = S.slice();
    expect(await choleskyFactor(L, n)).toBe(true);
    let worst = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let f = 0; f < n; f++) sum += L[i * n + f]! * L[j * n + f]!;
        worst = Math.max(worst, Math.abs(sum - S[i * n + j]!));
        if (j > i) worst = Math.max(worst, Math.abs(L[i * n + j]!));
      }
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it.each([1, 2, 4, 9])('solves a system for %i right-hand sides', async (k) => {
    const L = S.slice();
    await choleskyFactor(L, n);
    const rng = createRng(k);
    const B = Float64Array.from({ length: k * n }, () => rng.normal());
    const X = B.slice();
    choleskySolve(L, n, X);
    for (let row = 0; row < k; row++) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += S[i * n + j]! * X[row * n + j]!;
        expect(sum).toBeCloseTo(B[row * n + i]!, 10);
      }
    }
  });

  it('has an inverse', async () => {
    const L = S.slice();
    expect(await choleskyFactor(L, n)).toBe(true);
    const inverse = L.slice();
    await triangularInverse(inverse, n);
    const product = (i: number, j: number) => {
      let sum = 0;
      for (let f = 0; f < n; f++) sum += inverse[i * n + f]! * L[f * n + j]!;
      return sum;
    };
    expect(worstDifference(product, n)).toBeLessThan(1e-11);
  });
});

it('says where the matrix is singular, in the first block or a later one', async () => {
  for (const n of [3, 250]) {
    const S = positiveDefinite(n, 1);
    for (let i = 0; i < n; i++) S[(n - 1) * n + i] = S[i * n + n - 1] = S[i]!;
    S[n * n - 1] = S[0]!;
    expect(await choleskyFactor(S, n, 1e-10)).toBe(false);
  }
});
