import { describe, expect, it } from 'vitest';
import {
  calibrationError,
  describeCalibration,
  reliabilityOf,
} from '../../../src/report/app/model/calibration.ts';
import { confusedMost, confusionOf, outcomesIn } from '../../../src/report/app/model/confusion.ts';
import { mistakesIn } from '../../../src/report/app/model/mistakes.ts';
import { outcomesOf } from '../../../src/report/app/model/outcomes.ts';
import { depthGroups } from '../../../src/report/app/model/prediction-depth.ts';
import { type Exploration, parseExploration } from '../../../src/result/index.ts';
import { explorationFixture } from '../../support/exploration-fixture.ts';

/** Four samples of two classes, each tested twice. */
function exploration(part: Partial<Exploration> = {}): Exploration {
  return parseExploration({
    schemaVersion: 1,
    samples: { ids: ['a', 'b', 'c', 'd'], classIds: [0, 0, 1, 1] },
    tests: { rows: [0, 1, 2, 3, 3, 2, 1, 0], folds: [0, 0, 1, 1, 2, 2, 3, 3] },
    predictions: [
      {
        cell: 'sure',
        predicted: [0, 1, 1, 0, 0, 1, 1, 0],
        confidence: [900, 600, 800, 700, 950, 610, 720, 1000],
        ofTrue: [900, 400, 800, 300, 50, 610, 280, 1000],
      },
      { cell: 'silent', predicted: [1, 1, 1, 1, 1, 1, 1, 1] },
    ],
    top: [],
    maps: [],
    neighbours: [],
    units: [],
    ...part,
  });
}

const outcomes = outcomesOf(exploration(), 'sure')!;

describe('outcomes', () => {
  it('join what was tested, what it is and what a cell said', () => {
    expect(outcomes[3]).toEqual({ test: 3, row: 3, actual: 1, predicted: 0, confidence: 0.7, ofTrue: 0.3 });
    expect(outcomesOf(exploration(), 'silent')![0]).toEqual({ test: 0, row: 0, actual: 0, predicted: 1 });
    expect(outcomesOf(exploration(), 'unknown')).toBeUndefined();
  });
});

describe('the confusion matrix', () => {
  it('counts every test, and each number opens what it counts, the surest first', () => {
    expect(confusionOf(outcomes, 2)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    const taken = outcomesIn(outcomes, { actual: 1, predicted: 0 });
    expect(taken.map(({ test, row }) => [test, row])).toEqual([
      [4, 3],
      [3, 3],
    ]);
  });

  it('is that of the results, of every cell', async () => {
    const { results, exploration } = await explorationFixture();
    for (const { id, confusion } of results.cells) {
      expect(confusionOf(outcomesOf(exploration, id)!, 4)).toEqual(confusion);
    }
  });

  it('names what is confused most, without what is recognised', () => {
    const matrix = [
      [9, 1, 0],
      [4, 9, 0],
      [0, 2, 9],
    ];
    expect(confusedMost(matrix, 2)).toEqual([
      { actual: 1, predicted: 0, count: 4 },
      { actual: 2, predicted: 1, count: 2 },
    ]);
  });
});

describe('the surest mistakes', () => {
  it('list a sample once, with the surest of its mistakes', () => {
    expect(mistakesIn(outcomes).map(({ row, confidence }) => [row, confidence])).toEqual([
      [3, 0.95],
      [1, 0.72],
    ]);
  });

  it('keep the order of the tests where nothing is sure', () => {
    expect(mistakesIn(outcomesOf(exploration(), 'silent')!).map(({ row }) => row)).toEqual([0, 1]);
  });
});

describe('the calibration', () => {
  const bins = reliabilityOf(outcomes)!;

  it('puts a confidence on an edge into the bin below it', () => {
    expect(bins.map(({ from, outcomes }) => [from, outcomes.map(({ test }) => test)])).toEqual([
      [0.5, [1]],
      [0.6, [3, 5]],
      [0.7, [2, 6]],
      [0.8, [0]],
      [0.9, [4, 7]],
    ]);
  });

  it('compares confidence and accuracy bin by bin', () => {
    expect(bins[1]).toMatchObject({ confidence: 0.655, right: 0.5 });
    // scipy.stats.binomtest(1, 2).proportion_ci(method='wilson')
    expect(bins[1]!.ci95[0]).toBeCloseTo(0.0945312, 6);
    expect(bins[1]!.ci95[1]).toBeCloseTo(0.9054688, 6);
    const byHand = (1 * 0.6 + 2 * 0.155 + 2 * 0.26 + 1 * 0.1 + 2 * 0.475) / 8;
    expect(calibrationError(bins)).toBeCloseTo(byHand, 12);
    expect(describeCalibration(bins)).toContain('28.5\u00a0points surer than it is right');
  });

  it('is nothing of a model without probabilities', () => {
    expect(reliabilityOf(outcomesOf(exploration(), 'silent')!)).toBeUndefined();
  });
});

describe('the prediction depth', () => {
  const withDepths = (depths: number[]) =>
    exploration({
      predictionDepth: { model: 'knn', features: ['x', 'y'], cells: ['sure', 'silent'], depths },
    });

  it('of a sample is the deepest of its tests', () => {
    expect(depthGroups(withDepths([0, 1, 0, 2, 0, 1, 0, 0]))).toEqual([
      { kind: 'right', depth: 0, rows: [0], rightFromHere: 0.25 },
      { kind: 'right', depth: 1, rows: [1, 2], rightFromHere: 0.75 },
      { kind: 'lost', depth: 2, rows: [3], rightFromHere: 0.75 },
    ]);
  });

  it('tells what no layer gets right from what was lost on the way, if it can', () => {
    const kindsOf = (exploration: Exploration) =>
      depthGroups(exploration)!.flatMap(({ kind, rows }) => (kind === 'right' ? [] : [[kind, rows]]));
    const deep = withDepths([2, 2, 0, 2, 2, 0, 2, 2]);
    // The first cell is right about sample 0, the second about sample 3, none about sample 1.
    expect(kindsOf(deep)).toEqual([
      ['lost', [0, 3]],
      ['never', [1]],
    ]);
    expect(kindsOf({ ...deep, predictions: deep.predictions.slice(0, 1) })).toEqual([['wrong', [0, 1, 3]]]);
  });

  it('is nothing of a run with one layer', () => {
    expect(depthGroups(exploration())).toBeUndefined();
  });
});
