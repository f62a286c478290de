import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type Matrix, matrix, matrixFrom, takeRows, toSparse } from '../../src/core/index.ts';
import { blockedProduct } from '../../src/linalg/blocked.ts';
import {
  type Distance,
  distances,
  NeighbourSearch,
  nearest,
  nearestInGroups,
  prepare,
  product,
  releaseSessions,
  transpose,
} from '../../src/linalg/index.ts';
import { maxDifference } from '../support/estimator-data.ts';

function random(rows: number, cols: number, seed: number): Matrix {
  const rng = createRng(seed);
  return matrix(
    rows,
    cols,
    new Float32Array(rows * cols).map(() => rng.normal()),
  );
}

function naiveProduct(A: Matrix, B: Matrix): number[] {
  const out: number[] = [];
  for (let i = 0; i < A.rows; i++) {
    for (let j = 0; j < B.rows; j++) {
      let sum = 0;
      for (let k = 0; k < A.cols; k++) sum += A.data[i * A.cols + k]! * B.data[j * A.cols + k]!;
      out.push(sum);
    }
  }
  return out;
}

function naiveDistance(A: Matrix, i: number, B: Matrix, j: number, kind: Distance): number {
  const a = [...A.data.subarray(i * A.cols, (i + 1) * A.cols)];
  const b = [...B.data.subarray(j * B.cols, (j + 1) * B.cols)];
  if (kind === 'euclidean') return a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0);
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 1 : Math.max(0, 1 - a.reduce((sum, value, k) => sum + value * b[k]!, 0) / lengths);
}

/** Shapes on both sides of the switch between typed-array code and a session, at 20,000 multiplications. */
const shapes = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  m: fc.integer({ min: 1, max: 30 }),
  d: fc.integer({ min: 1, max: 60 }),
  seed: fc.integer(),
});

describe('product', () => {
  it('equals the sums of products, whatever the shape', async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, m, d, seed }) => {
        const [A, B] = [random(n, d, seed), random(m, d, seed + 1)];
        const C = await product(prepare(A), B);
        expect([C.rows, C.cols]).toEqual([n, m]);
        expect(maxDifference(C.data, naiveProduct(A, B))).toBeLessThan(1e-5 * Math.sqrt(d) * 10);
        expect(maxDifference(blockedProduct(A, B).data, naiveProduct(A, B))).toBeLessThan(1e-5);
        expect(maxDifference((await product(toSparse(A), B)).data, naiveProduct(A, B))).toBeLessThan(1e-5);
      }),
      { numRuns: 60 },
    );
  });

  it('works again after the sessions were released', async () => {
    const A = random(50, 50, 1);
    const before = await product(A, A);
    await releaseSessions();
    expect((await product(A, A)).data).toEqual(before.data);
  });

  it('sees what was written to its operand in between', async () => {
    const A = random(50, 50, 1);
    const operand = prepare(A);
    await product(operand, A);
    A.data.fill(1);
    expect((await product(operand, A)).data[0]).toBe(50);
  });

  it('refuses rows of different length', async () => {
    await expect(product(random(2, 3, 1), random(2, 4, 1))).rejects.toThrow(
      'Cannot multiply A by the transpose of B as both must have as many columns: A has 3, B has 4',
    );
  });
});

describe('distances', () => {
  it.each(['euclidean', 'cosine'] as const)('%s equals its definition', async (kind) => {
    await fc.assert(
      fc.asyncProperty(shapes, async ({ n, m, d, seed }) => {
        const [A, B] = [random(n, d, seed), random(m, d, seed + 1)];
        const D = await distances(A, B, kind);
        const expected: number[] = [];
        for (let i = 0; i < n; i++)
          for (let j = 0; j < m; j++) expected.push(naiveDistance(A, i, B, j, kind));
        expect(maxDifference(D.data, expected)).toBeLessThan(kind === 'cosine' ? 1e-5 : 1e-5 * d + 1e-4);
      }),
      { numRuns: 30 },
    );
  });

  it('is never negative, and 1 to a zero row by cosine', async () => {
    const A = matrixFrom([
      [1e3, 1e3 + 1e-2],
      [0, 0],
    ]);
    expect(Math.min(...(await distances(A, A, 'euclidean')).data)).toBe(0);
    expect(maxDifference((await distances(A, A, 'cosine')).data, [0, 1, 1, 1])).toBeLessThan(1e-7);
  });
});

describe('nearest', () => {
  it.each(['euclidean', 'cosine'] as const)('%s equals sorting all distances', async (kind) => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer({ min: 1, max: 30 }), async ({ n, m, d, seed }, wanted) => {
        const [A, B] = [random(n, d, seed), random(m, d, seed + 1)];
        const k = Math.min(wanted, m);
        const found = await nearest(A, B, k, kind);
        for (let i = 0; i < n; i++) {
          const all = Array.from({ length: m }, (_, j) => naiveDistance(A, i, B, j, kind)).sort(
            (a, b) => a - b,
          );
          expect(maxDifference(found.distances.subarray(i * k, (i + 1) * k), all.slice(0, k))).toBeLessThan(
            1e-4,
          );
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives duplicates distance 0 and the lower index first', async () => {
    const B = random(40, 30, 3);
    for (const twin of [7, 21, 33]) B.data.copyWithin(twin * 30, 2 * 30, 3 * 30);
    const { indices, distances: found } = await nearest(B, B, 3, 'euclidean');
    expect([...indices.subarray(33 * 3, 34 * 3)]).toEqual([2, 7, 21]);
    expect([...found.subarray(33 * 3, 34 * 3)]).toEqual([0, 0, 0]);
  });

  it('refuses more neighbours than there are rows', async () => {
    await expect(nearest(random(2, 2, 1), random(3, 2, 1), 4, 'euclidean')).rejects.toThrow(
      'Cannot find the nearest rows as k must be in 1…3: it is 4',
    );
  });
});

describe('NeighbourSearch', () => {
  it.each(['euclidean', 'cosine'] as const)(
    'by %s ranks rows within rounding of each other exactly',
    async (kind) => {
      // far from the origin, where float32 products cannot tell the rows apart
      const B = random(300, 20, 8);
      for (let at = 0; at < B.data.length; at++) B.data[at] = Math.fround(200 + 0.05 * B.data[at]!);
      const [A, k] = [takeRows(B, [3, 77, 150]), 12];
      const found = await new NeighbourSearch(B, kind).findIndices(A, k);
      for (let i = 0; i < A.rows; i++) {
        const all = Array.from({ length: B.rows }, (_, j) => naiveDistance(A, i, B, j, kind));
        const expected = [...all.keys()].sort((a, b) => all[a]! - all[b]!).slice(0, k);
        if (kind === 'euclidean') expect([...found.subarray(i * k, (i + 1) * k)]).toEqual(expected);
        else expect(found[i * k]).toBe(expected[0]);
      }
    },
  );

  it('gives the same rows with and without distances, over several blocks', async () => {
    const [A, B] = [random(1100, 8, 4), random(90, 8, 5)];
    const search = new NeighbourSearch(B, 'euclidean');
    expect((await search.find(A, 7)).indices).toEqual(await search.findIndices(A, 7));
  });
});

describe('nearestInGroups', () => {
  it('finds the nearest center of every group, wherever the data are', async () => {
    const [X, C] = [random(700, 6, 1), random(12, 6, 2)];
    for (const shift of [0, 500]) {
      const moved = (M: typeof X) =>
        matrix(
          M.rows,
          M.cols,
          M.data.map((value) => value + shift),
        );
      const found = await nearestInGroups(moved(X), moved(C), 3, new Float64Array(6).fill(shift));
      let wrong = 0;
      for (let i = 0; i < X.rows; i++) {
        for (let g = 0; g < 3; g++) {
          const all = [0, 1, 2, 3].map((c) => naiveDistance(X, i, C, g * 4 + c, 'euclidean'));
          if (all[found[i * 3 + g]!]! > Math.min(...all) + 1e-3) wrong++;
        }
      }
      expect(wrong).toBe(0);
    }
  });
});

describe('transpose', () => {
  it('swaps rows and columns beyond one tile', () => {
    const X = random(70, 45, 5);
    const T = transpose(X);
    expect([T.rows, T.cols]).toEqual([45, 70]);
    expect(T.data[44 * 70 + 69]).toBe(X.data[69 * 45 + 44]);
    expect(transpose(T).data).toEqual(X.data);
  });
});
