import { describe, expect, it } from 'vitest';
import type { ResolvedConfig } from '../../src/config/index.ts';
import { planCells } from '../../src/experiment/cells.ts';
import type { FeatureSpace } from '../../src/feature/index.ts';

const space = (id: string, fields: Partial<FeatureSpace> = {}): FeatureSpace => ({
  id,
  kind: 'deep',
  key: id,
  spec: {},
  dim: 4,
  ...fields,
});

describe('planCells', () => {
  it('compares candidates with baselines and controls: random weights, and the majority class', () => {
    const model = { type: 'knn', implementation: 'strata', params: {}, settings: [{}] };
    const config = { models: [model], seed: 1 } as unknown as ResolvedConfig;
    const spaces = [
      space('net/a'),
      space('net (random weights)/a', { weights: 'random' }),
      space('raw-pixels', { kind: 'raw-pixels', dim: 3 }),
    ];
    expect(planCells(config, spaces).map(({ id, role }) => [id, role])).toEqual([
      ['net/a + knn', 'candidate'],
      ['net (random weights)/a + knn', 'control'],
      ['raw-pixels + knn', 'baseline'],
      ['raw-pixels + majority', 'control'],
    ]);
  });

  it.each([
    ['regression', 'raw-pixels + mean'],
    ['multi-label', 'raw-pixels + majority'],
  ] as const)('has a floor for %s too', (task, floor) => {
    const model = { type: 'ridge-regression', implementation: 'strata', params: {}, settings: [{}] };
    const config = { models: [model], seed: 1 } as unknown as ResolvedConfig;
    const spaces = [space('net/a'), space('raw-pixels', { kind: 'raw-pixels', dim: 3 })];
    expect(planCells(config, spaces, task).at(-1)).toMatchObject({ id: floor, role: 'control' });
  });
});
