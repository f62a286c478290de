import { describe, expect, it } from 'vitest';
import { cProblems } from '../../../src/estimator/svm/c-problem.ts';
import { featureSource, type KernelSource, renumbered } from '../../../src/estimator/svm/kernel-source.ts';
import { type OneVsOneOptions, solvePairs } from '../../../src/estimator/svm/one-vs-one.ts';
import { cachedRows, MIN_ROWS } from '../../../src/estimator/svm/row-cache.ts';
import { blobs, maxDifference } from '../../support/estimator-data.ts';

const n = 300;
const { X, y } = blobs({ n, nClasses: 2, distance: 1.5 });
const order = Int32Array.from(y.keys()).sort((a, b) => y[a]! - y[b]! || a - b);
const kernel = { kind: 'rbf', gamma: 0.1, degree: 3, coef0: 0 } as const;
const features = featureSource(X, kernel);

/** A source that knows how much memory it was given, and how many rows it computed. */
function watched() {
  const seen = { bytes: 0, rows: 0 };
  const source: KernelSource = {
    fill: async (a, b, out, stride) => {
      seen.bytes = Math.max(seen.bytes, out.buffer.byteLength);
      seen.rows += a.length;
      await renumbered(features, order).fill(a, b, out, stride);
    },
    diagonal: (samples) => features.diagonal(samples),
  };
  return { source, seen };
}

function solve(source: KernelSource, options: Partial<OneVsOneOptions>) {
  return solvePairs(source, { starts: Int32Array.of(0, n / 2, n), weights: undefined }, cProblems([1]), {
    tolerance: 1e-6,
    maxIterations: 1e6,
    shrinking: true,
    maxValues: n * n,
    pause: async () => {},
    ...options,
  });
}

describe('the memory for kernel values', () => {
  it.each([n * n, (n * n) / 2, 20 * n, MIN_ROWS * n])(
    'stays below the limit of %i values',
    async (maxValues) => {
      const { source, seen } = watched();
      const [found] = await solve(source, { maxValues });
      expect(seen.bytes).toBeLessThanOrEqual(4 * maxValues);
      const [expected] = await solve(watched().source, { shrinking: false });
      expect(maxDifference(found!.coefficients[0]!, expected!.coefficients[0]!)).toBeLessThan(1e-4);
      expect(found!.intercepts[0]).toBeCloseTo(expected!.intercepts[0]!, 4);
      // With room for all, every value is computed once.
      if (maxValues === n * n) expect(seen.rows).toBe(n);
    },
  );
});

describe('the cache of rows', () => {
  it('keeps the rows used last', async () => {
    const { source, seen } = watched();
    const samples = Int32Array.from(order.keys());
    const rows = await cachedRows(source, samples, new Float32Array(8 * n), async () => {});
    for (const i of [0, 1, 2, 3, 4, 5]) await rows.load(Int32Array.of(i));
    expect(rows.at(0)).toBeGreaterThanOrEqual(0);
    await rows.load(Int32Array.of(6));
    expect([0, 1, 2, 3, 4, 5, 6].map((i) => rows.has(i))).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(seen.rows).toBe(7);
    const expected = new Float32Array(n);
    await source.fill(Int32Array.of(6), samples, expected, n);
    expect(rows.data.slice(rows.at(6), rows.at(6) + n)).toEqual(expected);
  });
});
