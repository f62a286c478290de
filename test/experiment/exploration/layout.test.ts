import { describe, expect, it } from 'vitest';
import { toSparse } from '../../../src/core/index.ts';
import { layOut } from '../../../src/experiment/exploration/layout.ts';
import { clouds } from '../../support/exploration-input.ts';

const n = 45;
const X = clouds(n, 6, 3);
const task = { type: 'layout' as const, X, transform: [], seed: 7 };

describe.each(['pca', 'umap', 't-sne'] as const)('a map by %s', (method) => {
  it('puts samples beside those of their cloud, on one scale', async () => {
    const { x, y } = await layOut({ ...task, method });
    for (let i = 0; i < n; i++) {
      const others = [...Array(n).keys()].filter((j) => j !== i);
      const distance = (j: number) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!);
      const nearest = others.reduce((a, b) => (distance(b) < distance(a) ? b : a));
      expect(nearest % 3).toBe(i % 3);
    }
    const extents = [x, y].map((values) => [Math.min(...values), Math.max(...values)] as const);
    expect(Math.max(...extents.map(([least, greatest]) => greatest - least))).toBeGreaterThan(9990);
    for (const [least, greatest] of extents) {
      expect(least).toBeGreaterThanOrEqual(0);
      expect(greatest).toBeLessThanOrEqual(10_000);
      expect(Math.abs(least + greatest - 10_000)).toBeLessThanOrEqual(2);
    }
  });

  it('is the same for the same seed, and for a sparse matrix of the same values', async () => {
    const map = await layOut({ ...task, method });
    expect(await layOut({ ...task, method })).toEqual(map);
    expect(await layOut({ ...task, method, X: toSparse(X) })).toEqual(map);
  });

  it('takes five samples, and samples that are all the same', async () => {
    const few = await layOut({ ...task, method, X: clouds(5, 6, 2) });
    const same = await layOut({
      ...task,
      method,
      X: { rows: 8, cols: 2, data: new Float32Array(16).fill(3) },
    });
    for (const { x, y } of [few, same]) {
      for (const value of [...x, ...y]) expect(value >= 0 && value <= 10_000).toBe(true);
    }
  });
});

it('says how much of the variance a PCA shows', async () => {
  const { explained } = await layOut({ ...task, method: 'pca' });
  expect(explained![0]).toBeGreaterThan(explained![1]!);
  expect(explained![0] + explained![1]).toBeGreaterThan(0.9);
  expect(explained![0] + explained![1]).toBeLessThanOrEqual(1);
});

it('lays out what the transforms make of the features', async () => {
  const scaled = { ...X, data: X.data.map((value, at) => value * (at % X.cols === 0 ? 1000 : 1)) };
  const transform = [{ type: 'standardize', params: {} }];
  const plain = await layOut({ ...task, method: 'pca', transform });
  const far = await layOut({ ...task, method: 'pca', X: scaled, transform });
  for (const [i, x] of plain.x.entries()) expect(Math.abs(x - far.x[i]!)).toBeLessThan(5);
});
