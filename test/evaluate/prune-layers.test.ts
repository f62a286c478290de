import { describe, expect, it } from 'vitest';
import { pruneLayers } from '../../src/evaluate/index.ts';

const rule = { score: 'logme', keep: 1, gap: 0.5 };
const logme = (...values: number[]) => values.map((value) => ({ logme: value }));

describe('pruneLayers', () => {
  it('drops what is below the best by more than the gap, as a share of the range', () => {
    expect(pruneLayers(logme(0, 0.4, 1, 0.5, 0.6), rule)).toEqual([0, 1]);
    expect(pruneLayers(logme(0, 0.4, 1, 0.5, 0.6), { ...rule, gap: 0.45 })).toEqual([0, 1, 3]);
    expect(pruneLayers(logme(0, 0.4, 1), { ...rule, gap: 1 })).toEqual([]);
  });

  it('does not depend on the scale of the score', () => {
    expect(pruneLayers(logme(-300, -296, -290, -295, -294), rule)).toEqual([0, 1]);
  });

  it('keeps the best so many, however poor', () => {
    expect(pruneLayers(logme(1, 0.1, 0.2, 0.05), { ...rule, keep: 3 })).toEqual([3]);
    expect(pruneLayers(logme(1, 0), { ...rule, keep: 3 })).toEqual([]);
  });

  it('knows which direction of a score is good, and keeps what has no score', () => {
    const scores = [{ 'intrinsic-dimension': 2 }, { 'intrinsic-dimension': 9 }, {}];
    expect(pruneLayers(scores, { ...rule, score: 'intrinsic-dimension' })).toEqual([1]);
  });

  it('keeps all that are equal, and has nothing to say of none', () => {
    expect(pruneLayers(logme(2, 2, 2), { ...rule, gap: 0 })).toEqual([]);
    expect(pruneLayers([], rule)).toEqual([]);
  });
});
