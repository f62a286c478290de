import { describe, expect, it } from 'vitest';
import { matrix } from '../../../src/core/index.ts';
import { confidentLearning } from '../../../src/evaluate/suspicion/confident-learning.ts';
import { golden } from '../../support/golden.ts';

interface GoldenCase {
  readonly nClasses: number;
  readonly proba: number[];
  readonly labels: number[];
  readonly thresholds: (number | null)[];
  readonly joint: number[][];
  readonly offDiagonal: number[];
  readonly selfConfidence: number[];
}

const cases = Object.entries(golden<Record<string, GoldenCase>>('suspicion/confident-learning.json'));

describe('confident learning', () => {
  it.each(cases)('agrees with cleanlab: %s', (_, { nClasses, proba, labels, ...expected }) => {
    const P = matrix(labels.length, nClasses, Float32Array.from(proba));
    const { thresholds, joint, believed } = confidentLearning(P, Int32Array.from(labels));
    expected.thresholds.forEach((threshold, c) => {
      if (threshold === null) expect(thresholds[c]).toBe(Number.POSITIVE_INFINITY);
      else expect(Math.abs(thresholds[c]! - threshold)).toBeLessThan(1e-6);
    });
    expect(joint.map((row) => [...row])).toEqual(expected.joint);
    expect([...believed.keys()].filter((i) => believed[i]! >= 0)).toEqual(expected.offDiagonal);
  });

  it('believes nothing of a sample that reaches no threshold', () => {
    const P = matrix(4, 2, Float32Array.of(0.9, 0.1, 0.9, 0.1, 0.2, 0.8, 0.5, 0.5));
    const { believed } = confidentLearning(P, Int32Array.of(0, 0, 1, 0));
    expect([...believed]).toEqual([-1, -1, -1, -1]);
  });
});
