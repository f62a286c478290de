import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { correctedResampledT } from '../../src/evaluate/tests/corrected-resampled-t.ts';
import { holm } from '../../src/evaluate/tests/holm.ts';
import { mcnemar } from '../../src/evaluate/tests/mcnemar.ts';
import { mostDifferent } from '../../src/evaluate/tests/most-different.ts';
import { normalTwoSided } from '../../src/evaluate/tests/normal.ts';
import { studentQuantile, studentTwoSided } from '../../src/evaluate/tests/student.ts';
import { wilcoxon } from '../../src/evaluate/tests/wilcoxon.ts';
import { golden } from '../support/golden.ts';

interface Golden {
  readonly wilcoxon: readonly { differences: number[]; p: number }[];
  readonly correctedResampledT: readonly { differences: number[]; ratio: number; p: number }[];
  readonly mcnemar: readonly { onlyFirst: number; onlySecond: number; exact: number; midP: number }[];
  readonly holm: readonly { p: number[]; adjusted: number[] }[];
  readonly studentTwoSided: readonly { t: number; freedom: number; p: number }[];
  readonly studentQuantile: readonly { share: number; freedom: number; t: number }[];
  readonly normalTwoSided: readonly { z: number; p: number }[];
}

const values = golden<Golden>('selection/tests.json');

describe('scipy and statsmodels', () => {
  it.each(values.wilcoxon)('wilcoxon $p', ({ differences, p }) => {
    expect(wilcoxon(differences)).toBeCloseTo(p, 9);
  });

  it.each(values.correctedResampledT)('corrected resampled t $p', ({ differences, ratio, p }) => {
    expect(correctedResampledT(differences, ratio)).toBeCloseTo(p, 9);
  });

  it.each(values.mcnemar)('McNemar $onlyFirst : $onlySecond', ({ onlyFirst, onlySecond, exact, midP }) => {
    const tested = mcnemar(onlyFirst, onlySecond);
    expect(tested.exact).toBeCloseTo(exact, 9);
    expect(tested.midP).toBeCloseTo(midP, 9);
  });

  it.each(values.holm)('Holm of $p', ({ p, adjusted }) => {
    expect(holm(p)).toEqual(adjusted.map((value) => expect.closeTo(value, 12)));
  });

  it.each(values.studentTwoSided)('P(|T| ≥ $t) of $freedom', ({ t, freedom, p }) => {
    expect(Math.abs(studentTwoSided(t, freedom) - p)).toBeLessThan(1e-9 * p);
  });

  it.each(values.studentQuantile)('quantile $share of $freedom', ({ share, freedom, t }) => {
    expect(studentQuantile(share, freedom)).toBeCloseTo(t, 6);
  });

  it.each(values.normalTwoSided)('P(|Z| ≥ $z)', ({ z, p }) => {
    expect(Math.abs(normalTwoSided(z) - p)).toBeLessThan(1e-9 * p);
  });
});

describe('what there is nothing to test in', () => {
  it('has a p-value of 1', () => {
    expect(wilcoxon([0, 0])).toBe(1);
    expect(correctedResampledT([0, 0, 0], 0.25)).toBe(1);
    expect(correctedResampledT([0.3], 0.25)).toBe(1);
    expect(holm([])).toEqual([]);
  });
});

describe('mostDifferent', () => {
  const nResamples = 1000;
  const noise = (cells: number, seed = 1) => {
    const rng = createRng(seed);
    return Array.from({ length: cells }, () =>
      Float64Array.from({ length: nResamples }, () => 0.02 * rng.normal()),
    );
  };
  const error = (variance: number) => Math.sqrt(variance);

  it('asks more of a difference the more cells there are to pick from', () => {
    const pOf = (cells: number) => {
      const observed = Array.from({ length: cells }, (_, c) => (c === 0 ? 0.8 : c === 1 ? 0.73 : 0.79));
      return mostDifferent({ observed, resampled: noise(cells) }, 0, error).adjusted[1]!;
    };
    expect(pOf(2)).toBeLessThan(0.05);
    expect(pOf(10)).toBeGreaterThan(pOf(2));
    expect(pOf(40)).toBeGreaterThan(0.05);
  });

  it('does not let cells that are far off count against those that are near', () => {
    const near = mostDifferent({ observed: [0.8, 0.73], resampled: noise(2) }, 0, error).adjusted[1]!;
    const observed = [0.8, 0.73, ...Array.from({ length: 40 }, () => 0.2)];
    const among = mostDifferent({ observed, resampled: noise(42) }, 0, error).adjusted;
    expect(among[1]).toBeCloseTo(near, 2);
    expect(Math.max(...among.slice(2))).toBeLessThan(0.01);
  });

  it('never tells a cell from itself', () => {
    const [one] = noise(1);
    const { t, adjusted } = mostDifferent({ observed: [0.8, 0.8], resampled: [one!, one!] }, 0, error);
    expect(t).toEqual([0, 0]);
    expect(adjusted).toEqual([1, 1]);
  });
});
