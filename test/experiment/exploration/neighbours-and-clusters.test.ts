import { describe, expect, it } from 'vitest';
import { createRng, matrix } from '../../../src/core/index.ts';
import { clusterSamples } from '../../../src/experiment/exploration/cluster-samples.ts';
import { findNeighbours } from '../../../src/experiment/exploration/find-neighbours.ts';
import { mappedSpaces, neighbourSpaces } from '../../../src/experiment/exploration/spaces.ts';
import { describeUnits, spreadBetweenClasses } from '../../../src/experiment/exploration/units.ts';
import { clouds, madeInput } from '../../support/exploration-input.ts';

describe('findNeighbours', () => {
  const rng = createRng(5);
  const X = matrix(
    40,
    7,
    Float32Array.from({ length: 280 }, () => rng.normal()),
  );
  const rowAt = (i: number) => X.data.subarray(i * 7, (i + 1) * 7);
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const cosine = (i: number, j: number) =>
    dot(rowAt(i), rowAt(j)) / Math.sqrt(dot(rowAt(i), rowAt(i)) * dot(rowAt(j), rowAt(j)));

  it('finds the most alike by cosine, itself left out', async () => {
    const of = Int32Array.of(3, 17, 39);
    const found = await findNeighbours({ type: 'neighbours', X, of, k: 4 });
    of.forEach((row, i) => {
      const others = [...Array(40).keys()].filter((other) => other !== row);
      const expected = others.sort((a, b) => cosine(row, b) - cosine(row, a)).slice(0, 4);
      expect([...found.subarray(i * 4, (i + 1) * 4)]).toEqual(expected);
    });
  });

  it('leaves a sample out of its own neighbours among many that are equal to it', async () => {
    const same = matrix(9, 2, new Float32Array(18).fill(1));
    const of = Int32Array.from({ length: 9 }, (_, i) => i);
    const found = await findNeighbours({ type: 'neighbours', X: same, of, k: 3 });
    for (const row of of) {
      const near = found.subarray(row * 3, (row + 1) * 3);
      expect(near).not.toContain(row);
      expect(new Set(near).size).toBe(3);
    }
  });
});

it('clusters find clouds, the largest first, with the samples nearest their centres', async () => {
  const n = 50;
  const y = Int32Array.from({ length: n }, (_, i) => (i < 40 ? i % 2 : 2));
  const X = clouds(n, 6, 2);
  for (let at = 40 * 6; at < X.data.length; at++) X.data[at]! += 50;
  const { ofRow, exemplars } = await clusterSamples({ type: 'clusters', X, y, transform: [], seed: 1 });
  expect(exemplars).toHaveLength(3);
  expect(new Set(ofRow.subarray(40)).size).toBe(1);
  expect(ofRow[40]).toBe(2);
  const sizes = [0, 1, 2].map((cluster) => ofRow.filter((of) => of === cluster).length);
  expect(sizes).toEqual([20, 20, 10]);
  exemplars.forEach((rows, cluster) => {
    expect(rows).toHaveLength(8);
    for (const row of rows) expect(ofRow[row]).toBe(cluster);
  });
});

describe('units', () => {
  it('spread between classes is the share of the variance between their means', () => {
    const X = matrix(4, 3, Float32Array.of(0, 1, 5, 0, 3, 5, 2, 1, 5, 2, 3, 5));
    expect([...spreadBetweenClasses(X, Int32Array.of(0, 0, 1, 1), 2)]).toEqual([1, 0, 0]);
    expect([...spreadBetweenClasses(X, Int32Array.of(0, 1, 1, 1), 2)].map((v) => v.toFixed(3))).toEqual([
      '0.333',
      '0.333',
      '0.000',
    ]);
  });

  it('shows several classes, each with what drives it most', () => {
    const nClasses = 4;
    const input = madeInput({ n: 80, nClasses, spaces: [{ id: 'net/a:mean', kind: 'deep', dim: 40 }] });
    const X = input.features.matrices.get('net/a:mean')!;
    if ('indptr' in X) throw new Error('the features are dense');
    // Every column belongs to a class; most of them to class 0, and these differ most.
    X.data.forEach((_, at) => {
      const [row, column] = [Math.floor(at / 40), at % 40];
      const owner = column < 30 ? 0 : column % nClasses;
      X.data[at] = row % nClasses === owner ? (owner === 0 ? 10 : 5) + row / 1000 : (column + row) % 3;
    });
    const [{ units }] = describeUnits(input.features.spaces, input) as [
      ReturnType<typeof describeUnits>[number],
    ];
    expect(units.filter(({ classId }) => classId === 0)).toHaveLength(3);
    expect(new Set(units.map(({ classId }) => classId)).size).toBe(nClasses);
    for (const { classId, purity, rows } of units) {
      expect(purity).toBe(1);
      expect(rows).toEqual([76, 72, 68, 64, 60, 56, 52, 48].map((row) => row + classId));
    }
  });
});

describe('the spaces that are looked at', () => {
  const deep = (id: string, backbone: string, more: object = {}) => ({
    id,
    kind: 'deep' as const,
    backbone,
    ...more,
  });
  const layers = Array.from({ length: 30 }, (_, i) => deep(`a/${i}`, 'a'));
  const spaces = [
    ...layers,
    deep('b/0', 'b'),
    deep('b/1', 'b'),
    deep('random', 'a', { weights: 'random' }),
    { id: 'raw-pixels', kind: 'raw-pixels' as const },
    { id: 'histogram', kind: 'hand-crafted' as const },
  ];
  const accuracies = { 'a/7': 0.95, 'b/1': 0.9, random: 0.99 };
  const input = madeInput({ n: 6, nClasses: 2, spaces, accuracies });
  const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

  it('have maps: the chosen one, the best of the other backbone, raw pixels', () => {
    expect(ids(mappedSpaces(input))).toEqual(['a/7', 'b/1', 'raw-pixels']);
  });

  it('have neighbours: twelve layers, the chosen one among them, and every baseline', () => {
    const found = ids(neighbourSpaces(input));
    expect(found).toHaveLength(14);
    expect(found).toContain('a/7');
    expect(found).not.toContain('random');
    expect(found.slice(-2)).toEqual(['raw-pixels', 'histogram']);
  });
});
