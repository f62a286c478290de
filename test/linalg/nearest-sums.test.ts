import { describe, expect, it } from 'vitest';
import { createRng, matrix, matrixFrom } from '../../src/core/index.ts';
import { nearestSums, squaredDistance } from '../../src/linalg/index.ts';

describe('nearestSums', () => {
  it('sums rows by their nearest center, those drawn twice twice, far from 0', async () => {
    const rng = createRng(3);
    const [n, d, k] = [40, 6, 3];
    const origin = Float64Array.from({ length: d }, (_, f) => 1000 + f);
    const around = (rows: number) =>
      matrix(
        rows,
        d,
        Float32Array.from({ length: rows * d }, (_, at) => origin[at % d]! + rng.normal()),
      );
    const X = around(n);
    const centers = around(k);
    const rows = Int32Array.from({ length: 60 }, () => rng.int(n));
    const found = await nearestSums(X, rows, centers, origin);

    const counts = new Array<number>(k).fill(0);
    const sums = new Array<number>(k * d).fill(0);
    let inertia = 0;
    for (const i of rows) {
      const distances = Array.from({ length: k }, (_, c) =>
        squaredDistance(X.data, i * d, centers.data, c * d, d),
      );
      const nearest = distances.indexOf(Math.min(...distances));
      counts[nearest]!++;
      inertia += distances[nearest]!;
      for (let f = 0; f < d; f++) sums[nearest * d + f]! += X.data[i * d + f]! - origin[f]!;
    }
    expect(Array.from(found.counts)).toEqual(counts);
    sums.forEach((sum, at) => {
      expect(found.sums[at]).toBeCloseTo(sum, 3);
    });
    expect(found.inertia / inertia).toBeCloseTo(1, 4);
  });

  it('gives a row between two centers to the lower one', async () => {
    const X = matrixFrom([[0], [1], [2]]);
    const centers = matrixFrom([[2], [0]]);
    const { counts, inertia } = await nearestSums(X, Int32Array.of(0, 1, 2), centers, Float64Array.of(1));
    expect(Array.from(counts)).toEqual([2, 1]);
    expect(inertia).toBeCloseTo(1, 6);
  });
});
