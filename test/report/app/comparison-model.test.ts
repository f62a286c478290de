import { describe, expect, it } from 'vitest';
import { flipsBetween } from '../../../src/report/app/model/flips.ts';
import { pairedDifference } from '../../../src/report/app/model/paired-difference.ts';
import { createStore } from '../../../src/report/app/store.ts';
import { type Exploration, parseExploration } from '../../../src/result/index.ts';

/** Two cells on samples of two classes, in folds of different size. */
function explorationOf(
  rightA: readonly boolean[],
  rightB: readonly boolean[],
  folds: readonly number[],
): Exploration {
  const classIds = rightA.map((_, row) => row % 2);
  const predicted = (right: readonly boolean[]) => classIds.map((id, row) => (right[row] ? id : 1 - id));
  return parseExploration({
    schemaVersion: 1,
    samples: { ids: classIds.map((_, row) => `sample ${row}`), classIds },
    tests: { rows: [...classIds.keys()], folds },
    predictions: [
      { cell: 'a', predicted: predicted(rightA) },
      { cell: 'b', predicted: predicted(rightB) },
    ],
    top: [],
    maps: [],
    neighbours: [],
    units: [],
  });
}

const many = Array.from({ length: 400 }, (_, i) => i);

describe('pairedDifference', () => {
  it('is the difference of the means over folds', () => {
    const exploration = explorationOf(
      [true, true, true, false, true],
      [true, false, true, true, false],
      [0, 0, 0, 1, 1],
    );
    // Fold 0: 3/3 against 2/3; fold 1: 1/2 against 1/2.
    expect(pairedDifference(exploration, 'a', 'b', 7)!.mean).toBeCloseTo(1 / 6, 12);
  });

  it('has about the width of the normal interval, and turns round with the cells', () => {
    const rightA = many.map((i) => i % 10 !== 0);
    const rightB = many.map((i) => i % 10 !== 1 && i % 10 !== 2);
    const exploration = explorationOf(
      rightA,
      rightB,
      many.map(() => 0),
    );
    const { mean, ci95 } = pairedDifference(exploration, 'a', 'b', 7)!;
    expect(mean).toBeCloseTo(0.1, 12);
    // Within a class of 200: even rows lose 40 and gain 40 of 200; odd rows gain 40.
    const variance = (counts: readonly [plus: number, minus: number]) => {
      const [plus, minus] = counts.map((n) => n / 200) as [number, number];
      return (plus + minus - (plus - minus) ** 2) / 200;
    };
    const error = Math.sqrt((variance([40, 40]) + variance([40, 0])) / 4);
    expect((ci95[1] - ci95[0]) / (2 * 1.96 * error)).toBeCloseTo(1, 1);
    const turned = pairedDifference(exploration, 'b', 'a', 7)!;
    expect(turned.mean).toBeCloseTo(-mean, 12);
    expect(turned.ci95[0]).toBeCloseTo(-ci95[1], 2);
  });

  it('is the same for the same seed, and undefined without predictions', () => {
    const exploration = explorationOf(
      many.map((i) => i % 3 > 0),
      many.map((i) => i % 4 > 0),
      many.map((i) => i % 5),
    );
    expect(pairedDifference(exploration, 'a', 'b', 7)).toEqual(pairedDifference(exploration, 'a', 'b', 7));
    expect(pairedDifference(exploration, 'a', 'b', 8)).not.toEqual(
      pairedDifference(exploration, 'a', 'b', 7),
    );
    expect(pairedDifference(exploration, 'a', 'c', 7)).toBeUndefined();
  });

  it('draws all tests of a sample as one', () => {
    const base = explorationOf(
      many.map((i) => i % 3 > 0),
      many.map((i) => i % 4 > 0),
      many.map(() => 0),
    );
    const twice: Exploration = {
      ...base,
      tests: {
        rows: [...base.tests!.rows, ...base.tests!.rows],
        folds: [...many.map(() => 0), ...many.map(() => 1)],
      },
      predictions: base.predictions.map((item) => ({
        ...item,
        predicted: [...item.predicted, ...item.predicted],
      })),
    };
    const once = pairedDifference(base, 'a', 'b', 7)!;
    const repeated = pairedDifference(twice, 'a', 'b', 7)!;
    for (const i of [0, 1] as const) expect(repeated.ci95[i]).toBeCloseTo(once.ci95[i], 12);
  });
});

describe('flipsBetween', () => {
  it('sorts tests by which cell is right', () => {
    const exploration = explorationOf([true, true, false, false], [true, false, true, false], [0, 0, 0, 0]);
    const { both, onlyA, onlyB, neither } = flipsBetween(exploration, 'a', 'b')!;
    expect([both, onlyA, onlyB, neither].map((tests) => tests.map(({ row }) => row))).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
    expect(flipsBetween(exploration, 'a', 'c')).toBeUndefined();
  });
});

describe('createStore', () => {
  it('tells what changed, lets a cell bring its feature space, and can be left', () => {
    const store = createStore({ cell: 'a', feature: 'of a' }, (cell) => `of ${cell}`);
    const heard: string[] = [];
    const leave = store.subscribe((now, before) => heard.push(`${before.feature} → ${now.feature}`));
    store.set({ cell: 'b' });
    store.set({ cell: 'c', feature: 'other' });
    leave();
    store.set({ compareWith: 'a' });
    expect(heard).toEqual(['of a → of b', 'of b → other']);
    expect(store.get()).toEqual({ cell: 'c', feature: 'other', compareWith: 'a' });
  });
});
