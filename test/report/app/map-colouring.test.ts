import { describe, expect, it } from 'vitest';
import { colouringOf } from '../../../src/report/app/map/colouring.ts';
import { groupStyle } from '../../../src/report/chart/point-style.ts';
import type { Exploration } from '../../../src/result/index.ts';

const bare: Exploration = {
  schemaVersion: 1,
  samples: { ids: ['a', 'b', 'c', 'd'], classIds: [0, 1, 0, 1] },
  predictions: [],
  top: [],
  maps: [],
  neighbours: [],
  units: [],
};
const tested: Exploration = {
  ...bare,
  tests: { rows: [2, 0, 1, 2, 0, 1], folds: [0, 1, 2, 3, 4, 5] },
  predictions: [{ cell: 'x + svm', predicted: [0, 0, 0, 1, 0, 1] }],
};
const classNames = ['cat', 'dog\u202e'];

describe('colouringOf', () => {
  const groupsOf = (by: 'class' | 'part' | 'outcome' | 'cluster', exploration: Exploration) => {
    const colouring = colouringOf(by, exploration, classNames, 'x + svm');
    return colouring?.ofRow.map((group) => colouring.groups[group]!.name);
  };

  it('names the class, without marks that reorder text', () => {
    expect(groupsOf('class', bare)).toEqual(['cat', 'dog\ufffd', 'cat', 'dog\ufffd']);
    expect(colouringOf('class', bare, [], undefined)).toBeUndefined();
  });

  it('prefers splits of the set to folds', () => {
    const split = {
      ...tested,
      samples: { ...bare.samples, splits: ['test', null, 'train', 'test'] as const },
    };
    expect(groupsOf('part', split)).toEqual(['Test', 'In no part', 'Training', 'Test']);
    expect(groupsOf('part', tested)).toEqual(['Fold 2', 'Fold 3', 'Fold 1', 'Not tested']);
    expect(groupsOf('part', bare)).toBeUndefined();
  });

  it('counts a sample as wrong that was wrong in one of its tests', () => {
    expect(groupsOf('outcome', tested)).toEqual(['Right', 'Wrong', 'Wrong', 'Not tested']);
    expect(colouringOf('outcome', tested, classNames, 'other')).toBeUndefined();
  });

  it('names clusters by their most frequent class', () => {
    const clusters = {
      feature: 'x',
      purity: 1,
      ofRow: [1, 0, 1, 0],
      clusters: [
        { size: 2, classCounts: [[1, 2] as [number, number]], exemplars: [1] },
        { size: 2, classCounts: [[0, 2] as [number, number]], exemplars: [0] },
      ],
    };
    expect(groupsOf('cluster', { ...bare, clusters })?.[0]).toBe('Cluster 2: cat');
    expect(groupsOf('cluster', bare)).toBeUndefined();
  });
});

describe('groupStyle', () => {
  it('gives 36 groups a style of their own', () => {
    const styles = Array.from({ length: 36 }, (_, i) => JSON.stringify(groupStyle(i)));
    expect(new Set(styles).size).toBe(36);
  });
});
