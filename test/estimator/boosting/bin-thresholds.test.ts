import { expect, it } from 'vitest';
import { binThresholds, weightedBinThresholds } from '../../../src/estimator/boosting/bin-thresholds.ts';
import { maxDifference } from '../../support/estimator-data.ts';
import { golden } from '../../support/golden.ts';

const cases =
  golden<
    {
      values: number[];
      weights: number[];
      maxBins: number;
      thresholds: number[];
      weighted: number[];
      ones: number[];
    }[]
  >('boosting/thresholds.json');

it.each(cases)(
  'cuts where scikit-learn cuts, into $maxBins bins',
  ({ values, weights, maxBins, ...expected }) => {
    const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
    const sorted = Float32Array.from(order, (i) => values[i]!);
    const sortedWeights = Float64Array.from(order, (i) => weights[i]!);
    const ones = new Float64Array(values.length).fill(1);
    expect(maxDifference(binThresholds(sorted, maxBins), expected.thresholds)).toBeLessThan(1e-12);
    expect(
      maxDifference(weightedBinThresholds(sorted, sortedWeights, maxBins), expected.weighted),
    ).toBeLessThan(1e-12);
    expect(maxDifference(weightedBinThresholds(sorted, ones, maxBins), expected.ones)).toBeLessThan(1e-12);
  },
);
