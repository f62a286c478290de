import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, type SparseMatrix, sparseMatrix } from '../../src/core/index.ts';
import { squaredHingeObjective } from '../../src/linalg/index.ts';
import { sparseTimes } from '../../src/linalg/sparse-times.ts';
import { typedObjective } from '../../src/linalg/typed-objective.ts';
import { maxDifference } from '../support/estimator-data.ts';

/** @param entries of each row. */
function randomSparse(entries: readonly number[], cols: number, seed: number): SparseMatrix {
  const rng = createRng(seed);
  const indptr = [0];
  const indices: number[] = [];
  for (const count of entries) {
    const columns = new Set<number>();
    while (columns.size < count) columns.add(Math.floor(cols * rng.float()));
    indices.push(...[...columns].sort((a, b) => a - b));
    indptr.push(indices.length);
  }
  const values = Float32Array.from(indices, () => rng.normal());
  return sparseMatrix(entries.length, cols, Int32Array.from(indptr), Int32Array.from(indices), values);
}

function randomValues(count: number, seed: number): Float32Array {
  const rng = createRng(seed);
  return Float32Array.from({ length: count }, () => rng.normal());
}

function naive(X: SparseMatrix, V: Float32Array, k: number): number[] {
  const Z = new Array<number>(X.rows * k).fill(0);
  for (let i = 0; i < X.rows; i++) {
    for (let at = X.indptr[i]!; at < X.indptr[i + 1]!; at++) {
      for (let c = 0; c < k; c++) Z[i * k + c]! += X.values[at]! * V[X.indices[at]! * k + c]!;
    }
  }
  return Z;
}

describe('sparseTimes', () => {
  it('equals the sums of products, whatever the number of columns', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer(),
        (entries, k, seed) => {
          const X = randomSparse(entries, 30, seed);
          const V = randomValues(X.cols * k, seed + 1);
          expect(maxDifference(sparseTimes(X, V, k), naive(X, V, k))).toBeLessThan(1e-5);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('adds up rows longer than a segment and more entries and rows than a chunk holds', () => {
    const X = randomSparse([9000, 0, 17_000, ...new Array<number>(1500).fill(3), 4096, 0], 20_000, 5);
    const V = randomValues(X.cols * 5, 6);
    expect(maxDifference(sparseTimes(X, V, 5), naive(X, V, 5))).toBeLessThan(1e-3);
  });
});

it('a large sparse objective is that of typed-array code', async () => {
  const X = randomSparse(new Array<number>(2000).fill(100), 300, 7);
  const targets = { rows: X.rows, cols: 3, data: randomValues(X.rows * 3, 8).map(Math.sign) };
  const weights = Float64Array.from({ length: X.rows }, (_, i) => i % 3);
  const large = squaredHingeObjective(X, targets, weights);
  const exact = typedObjective('squared-hinge', X, { targets, weights });
  const parameters = Float64Array.from(randomValues(large.size, 9), (value) => 0.1 * value);
  const gradients = [new Float64Array(large.size), new Float64Array(large.size)] as const;
  const [value, expected] = [
    await large.evaluate(parameters, gradients[0]),
    await exact.evaluate(parameters, gradients[1]),
  ];
  expect(value / expected).toBeCloseTo(1, 6);
  expect(maxDifference(gradients[0], gradients[1])).toBeLessThan(1e-3);
});
