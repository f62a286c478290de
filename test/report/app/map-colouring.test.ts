import { describe, expect, it } from 'vitest';
import { type ColourBy, colouringOf, colouringsOf } from '../../../src/report/app/map/colouring.ts';
import { numberRanges } from '../../../src/report/app/map/number-ranges.ts';
import { palette } from '../../../src/report/chart/palette.ts';
import { groupStyle, rampSteps, rampStyle } from '../../../src/report/chart/point-style.ts';
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
const names = { classNames: ['cat', 'dog\u202e'], labelNames: ['sky', 'sea\u202e', 'sun'] };

describe('colouringOf', () => {
  const groupsOf = (by: ColourBy, exploration: Exploration) => {
    const colouring = colouringOf(by, exploration, names, 'x + svm');
    return colouring?.ofRow.map((group) => colouring.groups[group]!.name);
  };

  it('names the class, without marks that reorder text', () => {
    expect(groupsOf('class', bare)).toEqual(['cat', 'dog\ufffd', 'cat', 'dog\ufffd']);
    expect(colouringOf('class', bare, { classNames: [] }, undefined)).toBeUndefined();
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
    expect(colouringOf('outcome', tested, names, 'other')).toBeUndefined();
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

  it('puts numbers into fifths, and names them', () => {
    const values = Array.from({ length: 100 }, (_, i) => (37 * i) % 100);
    const ofNumbers = { ...bare, samples: { ids: values.map(String), classIds: values, numbers: values } };
    const { groups, ofRow } = colouringOf('number', ofNumbers, { classNames: [] }, undefined)!;
    expect(groups.map(({ name }) => name)).toEqual(['0–19', '20–39', '40–59', '60–79', '80–99']);
    expect(ofRow).toEqual(values.map((value) => Math.floor(value / 20)));
    expect(colouringsOf(ofNumbers, { classNames: [] }, undefined)).toEqual(['number']);
  });

  it('tells large errors from small ones, by the largest of a sample', () => {
    const predicted = [9, 1, 3, 3.5, 1, 2];
    const numbers = {
      ...tested,
      samples: { ...bare.samples, numbers: [1, 2, 3, 4] },
      predictions: [],
      predictedNumbers: [{ cell: 'x + svm', predicted }],
    };
    expect(groupsOf('error', numbers)).toEqual(['Off by 0', 'Off by 1', 'Off by 6', 'Not tested']);
    expect(colouringOf('error', numbers, names, 'other')).toBeUndefined();
    expect(colouringsOf(numbers, { classNames: [] }, 'x + svm')).toEqual(['number', 'part', 'error']);
  });

  it('shows of several labels the rarest, and how many a cell got wrong', () => {
    const labels = {
      ...tested,
      samples: { ...bare.samples, labels: [[0, 1], [0], [], [0, 2]] },
      predictions: [],
      predictedLabels: [{ cell: 'x + svm', predicted: [[], [0, 1], [1], [], [2], [0]] }],
    };
    expect(groupsOf('rarest-label', labels)).toEqual(['sea\ufffd', 'sky', 'No label', 'sun']);
    expect(groupsOf('missed-labels', labels)).toEqual([
      '3 or more labels wrong',
      '2 labels wrong',
      'All labels right',
      'Not tested',
    ]);
  });
});

describe('numberRanges', () => {
  const fifths = [0.2, 0.4, 0.6, 0.8];

  it('gives each number a range of its own where they are few', () => {
    const { names, rangeOf } = numberRanges([3, 1, 1, 1, 1, 1, 1, 5], fifths);
    expect(names).toEqual(['1', '3', '5']);
    expect([1, 3, 5].map(rangeOf)).toEqual([0, 1, 2]);
    expect(numberRanges([2, 2], fifths).names).toEqual(['2']);
  });

  it('keeps equal numbers together', () => {
    const values = [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5];
    expect(numberRanges(values, fifths).names).toEqual(['0', '1–2', '3–5']);
  });

  it('writes as many digits as tell the ranges apart', () => {
    const values = Array.from({ length: 50 }, (_, i) => (i - 25) / 1000);
    expect(numberRanges(values, fifths).names[0]).toBe('\u22120.025 to \u22120.016');
    const prices = Array.from({ length: 50 }, (_, i) => 123.456 * i);
    expect(numberRanges(prices, fifths).names[4]).toBe('4,938–6,049');
  });
});

describe('rampStyle', () => {
  it('takes the ends of the ramp, and no step twice', () => {
    for (let n = 2; n <= rampSteps; n++) {
      const steps = Array.from({ length: n }, (_, i) => rampStyle(i, n).colour);
      expect(new Set(steps).size).toBe(n);
      expect([steps[0], steps.at(-1)]).toEqual(['ramp-1', 'ramp-5']);
    }
  });

  it.each(['light', 'dark'] as const)('moves away from the page by contrast alone, in %s', (theme) => {
    const contrasts = Array.from({ length: rampSteps }, (_, i) =>
      contrast(palette[rampStyle(i, rampSteps).colour][theme], palette.surface[theme]),
    );
    expect(contrasts[0]).toBeGreaterThanOrEqual(2.95);
    for (const [i, value] of contrasts.slice(1).entries()) {
      expect(value / contrasts[i]!).toBeGreaterThan(1.4);
    }
  });
});

/** Contrast of two colours. Source: WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const value = Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

describe('groupStyle', () => {
  it('gives 36 groups a style of their own', () => {
    const styles = Array.from({ length: 36 }, (_, i) => JSON.stringify(groupStyle(i)));
    expect(new Set(styles).size).toBe(36);
  });
});
