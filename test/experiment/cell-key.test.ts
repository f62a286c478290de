import { describe, expect, it } from 'vitest';
import type { ResolvedConfig } from '../../src/config/index.ts';
import { labelMatrix, type Targets } from '../../src/core/index.ts';
import { cellKeys } from '../../src/experiment/cell-key.ts';
import type { Cell } from '../../src/experiment/cells.ts';

const config = {
  transform: [],
  evaluation: { selection: 'none', tune: { folds: 3, metric: 'r2' }, metrics: ['r2'] },
  seed: 1,
} as unknown as ResolvedConfig;

const cell = {
  space: { key: 'space' },
  model: { type: 'mean' },
  role: 'candidate',
  seed: 1,
} as unknown as Cell;

async function keyWith(targets?: Targets): Promise<string> {
  const fold = { train: Int32Array.of(0, 1), test: Int32Array.of(2) };
  const data = { y: Int32Array.of(0, 1, 0), nClasses: 2, folds: [fold], ...(targets && { targets }) };
  const keyOf = await cellKeys({ data, sampleKeys: ['a', 'b', 'c'], config });
  return keyOf(cell);
}

const numbers = (...values: number[]): Targets => ({
  task: 'regression',
  values: Float64Array.from(values),
});

const labels = (cols: number, ...data: number[]): Targets => ({
  task: 'multi-label',
  Y: labelMatrix(data.length / cols, cols, Uint8Array.from(data)),
});

describe('the key of a cell', () => {
  it('is the same for the same targets', async () => {
    expect(await keyWith(numbers(1, 2, 3))).toBe(await keyWith(numbers(1, 2, 3)));
    expect(await keyWith(labels(2, 1, 0, 0, 1, 1, 1))).toBe(await keyWith(labels(2, 1, 0, 0, 1, 1, 1)));
  });

  it('changes with any target, though all fall into the same strata', async () => {
    const keys = [
      keyWith(),
      keyWith(numbers(1, 2, 3)),
      keyWith(numbers(1, 2, 3.5)),
      keyWith(labels(2, 1, 0, 0, 1, 1, 1)),
      keyWith(labels(2, 1, 0, 0, 1, 1, 0)),
    ];
    expect(new Set(await Promise.all(keys)).size).toBe(keys.length);
  });
});
