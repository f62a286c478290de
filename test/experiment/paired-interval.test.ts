import { describe, expect, it } from 'vitest';
import { pairedInterval } from '../../src/experiment/index.ts';
import type { CellPredictions, PairedPredictions } from '../../src/result/index.ts';

const samples = ['a', 'b', 'c', 'd', 'e', 'f'];
const folds = [0, 0, 0, 1, 1, 1];

function cell(
  actual: readonly string[],
  predicted: readonly string[],
  scores: readonly number[][] = [],
): CellPredictions {
  return { samples, folds, actual: [...actual], predicted: [...predicted], scores: [...scores] };
}

const pair = (given: Omit<PairedPredictions, 'seed' | 'trainSize'>) =>
  pairedInterval({ seed: 1, trainSize: undefined, ...given });

describe('pairedInterval', () => {
  it('takes classes by their names', () => {
    const actual = ['x', 'y', 'x', 'y', 'x', 'y'];
    const b = cell(actual, ['x', 'x', 'x', 'x', 'x', 'x']);
    const difference = pair({
      task: 'classification',
      metric: 'accuracy',
      names: ['x', 'y'],
      a: cell(actual, actual),
      b,
    });
    // Folds of 2 of 3 and 1 of 3 right
    expect(difference!.mean).toBeCloseTo(1 - (2 / 3 + 1 / 3) / 2, 12);
  });

  it('takes numbers as they are', () => {
    const actual = ['1', '2', '3', '4', '5', '6.5'];
    const a = cell(actual, ['1', '2', '3', '4', '5', '6']);
    const b = cell(actual, ['2', '3', '4', '4', '5', '6']);
    const difference = pair({ task: 'regression', metric: 'mae', names: [], a, b });
    // MAE by fold: a has 0 and 0.5 / 3, b has 1 and 0.5 / 3
    expect(difference!.mean).toBeCloseTo(-0.5, 12);
  });

  it('takes sets of labels, none among them', () => {
    const actual = ['p;q', 'p', '', 'q', 'p;q', 'q'];
    const scores = samples.map(() => [0.5, 0.5]);
    const a = cell(actual, actual, scores);
    const b = cell(actual, ['p;q', 'p', 'p', 'q', 'q', 'q'], scores);
    const difference = pair({ task: 'multi-label', metric: 'hammingLoss', names: ['p', 'q'], a, b });
    // Of 6 decisions in each fold b has one wrong
    expect(difference!.mean).toBeCloseTo(-1 / 6, 12);
  });

  it('takes samples of one group together, whichever of the two files names it', () => {
    const n = 60;
    const truth = Array.from({ length: n }, (_, i) => String(i % 2));
    // Groups of six of one class, all of them right or all of them wrong.
    const groups = truth.map((label, i) => `${label} ${Math.floor(i / 12)}`);
    const said = truth.map((label, i) => (Math.floor(i / 12) < 2 ? label : String(1 - Number(label))));
    const cellOf = (predicted: readonly string[]): CellPredictions => ({
      samples: truth.map((_, i) => `s${i}`),
      folds: truth.map(() => 0),
      actual: truth,
      predicted: [...predicted],
      scores: [],
    });
    const [a, b] = [cellOf(truth), cellOf(said)];
    const widthOf = (given: Pick<PairedPredictions, 'a' | 'b'>) => {
      const [low, high] = pair({
        task: 'classification',
        metric: 'accuracy',
        names: ['0', '1'],
        ...given,
      })!.ci95;
      return high - low;
    };
    const grouped = widthOf({ a: { ...a, groups }, b });
    expect(grouped).toBeGreaterThan(1.8 * widthOf({ a, b }));
    expect(widthOf({ a, b: { ...b, groups } })).toBe(grouped);
  });

  it('leaves alone what predictions.csv does not hold', () => {
    const a = cell(['x', 'y', 'x', 'y', 'x', 'y'], ['x', 'y', 'x', 'y', 'x', 'y']);
    for (const metric of ['logLoss', 'rocAuc', 'ari', 'no-such-metric']) {
      expect(pair({ task: 'classification', metric, names: ['x', 'y'], a, b: a })).toBeUndefined();
    }
  });
});
