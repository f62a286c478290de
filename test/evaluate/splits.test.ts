import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/core/index.ts';
import { createFolds, describeProtocol, type Fold, type SplitInput } from '../../src/evaluate/index.ts';
import { assignGroups } from '../../src/evaluate/splits/assign-groups.ts';
import { innerFolds } from '../../src/evaluate/splits/inner-folds.ts';
import groupFolds from '../golden/evaluate/group-folds.json' with { type: 'json' };

const classNames = ['cat', 'dog', 'owl'];

/** Labels from how many samples each class has, in an order that is not sorted. */
function labels(...counts: number[]): Int32Array {
  const y = counts.flatMap((count, classId) => new Array<number>(count).fill(classId));
  return Int32Array.from(y.map((_, i) => y[(i * 7919) % y.length]!));
}

function input(y: Int32Array, more: Partial<SplitInput> = {}): SplitInput {
  return { y, classNames, seed: 0, ...more };
}

function shareOf(y: Int32Array, rows: Int32Array, classId: number): number {
  return rows.filter((i) => y[i] === classId).length;
}

function expectDivision({ train, test }: Fold, nSamples: number): void {
  expect([...train, ...test].sort((a, b) => a - b)).toEqual([...Array(nSamples).keys()]);
  expect(train).toEqual(train.toSorted());
  expect(test).toEqual(test.toSorted());
}

/** Labels with at least `least` samples of each of three classes. */
const someLabels = (least: number) =>
  fc
    .tuple(...[0, 1, 2].map(() => fc.integer({ min: least, max: 25 })), fc.integer())
    .map(([a, b, c]) => labels(a!, b!, c!))
    .filter((y) => [0, 1, 2].every((c) => y.filter((label) => label === c).length >= least));

describe('k-fold', () => {
  it('tests every sample once a repeat, with class shares and fold sizes within one sample', () => {
    fc.assert(
      fc.property(someLabels(5), fc.integer(), fc.integer({ min: 2, max: 5 }), (y, seed, folds) => {
        const made = createFolds({ type: 'k-fold', folds, repeats: 2 }, input(y, { seed }));
        expect(made).toHaveLength(2 * folds);
        for (const fold of made) expectDivision(fold, y.length);
        for (const repeat of [made.slice(0, folds), made.slice(folds)]) {
          const tested = repeat.flatMap(({ test }) => [...test]);
          expect(tested.sort((a, b) => a - b)).toEqual([...y.keys()]);
          for (const classId of [0, 1, 2]) {
            const counts = repeat.map(({ test }) => shareOf(y, test, classId));
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
          const sizes = repeat.map(({ test }) => test.length);
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('gives the same folds for the same seed, others for another seed or repeat', () => {
    const y = labels(20, 20, 20);
    const make = (seed: number) => createFolds({ type: 'k-fold', folds: 5, repeats: 2 }, input(y, { seed }));
    expect(make(1)).toEqual(make(1));
    expect(make(1)[0]).not.toEqual(make(2)[0]);
    expect(make(1)[0]).not.toEqual(make(1)[5]);
  });

  it('refuses a class with fewer samples than folds', () => {
    expect(() => createFolds({ type: 'k-fold', folds: 5, repeats: 1 }, input(labels(9, 9, 3)))).toThrow(
      new DataError('Cannot make 5 folds as every class needs at least 5 samples: class "owl" has 3'),
    );
  });

  it('refuses a single class and an empty data set', () => {
    const make = (y: Int32Array) => () => createFolds({ type: 'k-fold', folds: 2, repeats: 1 }, input(y));
    expect(make(labels(0, 8, 0))).toThrow(
      'Cannot make 2 folds as the samples must be of at least two classes: all are of class "dog"',
    );
    expect(make(labels())).toThrow('there is no sample');
  });
});

describe('holdout', () => {
  it('holds out the share of every class, within one sample', () => {
    fc.assert(
      fc.property(
        someLabels(2),
        fc.integer(),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (y, seed, testShare) => {
          const made = createFolds({ type: 'holdout', testShare, repeats: 2 }, input(y, { seed }));
          expect(made).toHaveLength(2);
          for (const fold of made) {
            expectDivision(fold, y.length);
            for (const classId of [0, 1, 2]) {
              const total = y.filter((label) => label === classId).length;
              const tested = shareOf(y, fold.test, classId);
              expect(Math.abs(tested - testShare * total)).toBeLessThanOrEqual(1);
              expect(tested).toBeGreaterThan(0);
              expect(tested).toBeLessThan(total);
            }
          }
        },
      ),
    );
  });

  it('holds out the share of all samples where classes alone would round it away', () => {
    const y = labels(12, 12, 12);
    const [fold] = createFolds({ type: 'holdout', testShare: 0.2, repeats: 1 }, input(y));
    expect(fold!.test).toHaveLength(7);
  });

  it('refuses a class with one sample', () => {
    expect(() =>
      createFolds({ type: 'holdout', testShare: 0.125, repeats: 1 }, input(labels(9, 1, 9))),
    ).toThrow(
      new DataError(
        'Cannot hold out 12.5 % of the samples as every class needs at least 2 samples: class "dog" has 1',
      ),
    );
  });
});

describe('groups', () => {
  const grouped = fc
    .array(
      fc.record({
        size: fc.integer({ min: 1, max: 4 }),
        classId: fc.integer({ min: 0, max: 2 }),
        mixed: fc.boolean(),
      }),
      { minLength: 12, maxLength: 40 },
    )
    .map((spec) => {
      const samples = spec.flatMap(({ size, classId, mixed }, g) =>
        Array.from({ length: size }, (_, i) => ({
          label: mixed ? (classId + i) % 3 : classId,
          group: size === 1 ? undefined : `g${g}`,
        })),
      );
      return {
        y: Int32Array.from(samples, ({ label }) => label),
        groups: samples.map(({ group }) => group),
      };
    });

  it.each([
    { type: 'k-fold', folds: 3, repeats: 2 } as const,
    { type: 'holdout', testShare: 0.3, repeats: 2 } as const,
  ])('stay unbroken and every sample stays in: $type', (protocol) => {
    let made = 0;
    fc.assert(
      fc.property(grouped, fc.integer(), ({ y, groups }, seed) => {
        let folds: Fold[];
        try {
          folds = createFolds(protocol, input(y, { groups, seed }));
        } catch (error) {
          expect(error).toBeInstanceOf(DataError);
          return;
        }
        made += 1;
        for (const fold of folds) {
          expectDivision(fold, y.length);
          const trained = new Set(Array.from(fold.train, (i) => groups[i]));
          trained.delete(undefined);
          expect(Array.from(fold.test, (i) => groups[i]).filter((group) => trained.has(group))).toEqual([]);
        }
        if (protocol.type === 'k-fold') {
          for (const repeat of [folds.slice(0, 3), folds.slice(3)]) {
            const tested = repeat.flatMap(({ test }) => [...test]);
            expect(tested.sort((a, b) => a - b)).toEqual([...y.keys()]);
          }
        }
      }),
    );
    expect(made).toBeGreaterThan(50);
  });

  it.each(groupFolds.map((golden, i) => ({ ...golden, i })))(
    'are assigned as by scikit-learn, case $i',
    (golden) => {
      const y = Int32Array.from(golden.y);
      const ids = Int32Array.from(golden.groups);
      const groups = { ids, nGroups: Math.max(...ids) + 1 };
      const shares = new Array<number>(golden.folds).fill(1 / golden.folds);
      const unshuffled = { shuffle: <T>(items: T) => items };
      expect([...assignGroups(y, golden.nClasses, groups, shares, unshuffled)]).toEqual(golden.foldOf);
    },
  );

  it('give a holdout near its share of every class', () => {
    const y = labels(120, 60, 30);
    const groups = Array.from(y, (label, i) => `${label}-${i % 40}`);
    const [fold] = createFolds({ type: 'holdout', testShare: 0.2, repeats: 1 }, input(y, { groups }));
    [24, 12, 6].forEach((wanted, classId) => {
      expect(Math.abs(shareOf(y, fold!.test, classId) - wanted)).toBeLessThanOrEqual(3);
    });
  });

  it('refuse a class in fewer groups than folds', () => {
    const y = labels(10, 10, 10);
    const groups = Array.from(y, (label, i) => (label === 2 ? 'burst' : `g${i}`));
    expect(() => createFolds({ type: 'k-fold', folds: 3, repeats: 1 }, input(y, { groups }))).toThrow(
      new DataError('Cannot make 3 folds as every class needs at least 3 groups: class "owl" has 1'),
    );
    expect(() => createFolds({ type: 'holdout', testShare: 0.2, repeats: 1 }, input(y, { groups }))).toThrow(
      'Cannot hold out 20 % of the samples as every class needs at least 2 groups: class "owl" has 1',
    );
  });
});

describe('predefined', () => {
  const y = Int32Array.of(0, 1, 2, 0, 1, 2);
  const fold = (splits: SplitInput['splits'], more: Partial<SplitInput> = {}) =>
    createFolds({ type: 'predefined' }, input(y, { ...(splits && { splits }), ...more }));

  it('tests val where there is no test part', () => {
    expect(fold(['train', 'train', 'train', 'val', 'val', 'val'])).toEqual([
      { train: Int32Array.of(0, 1, 2), test: Int32Array.of(3, 4, 5) },
    ]);
  });

  it('trains on train and val where there is a test part', () => {
    expect(fold(['train', 'val', 'train', 'test', 'train', 'test'])).toEqual([
      { train: Int32Array.of(0, 1, 2, 4), test: Int32Array.of(3, 5) },
    ]);
  });

  it.each<[string, SplitInput['splits'], Partial<SplitInput>, string]>([
    ['no split', undefined, {}, 'it must have one: no sample belongs to train, val or test'],
    [
      'a sample without a part',
      ['train', 'train', 'train', 'val', 'val', undefined],
      {},
      'every sample must belong to a part: 1 of 6 do not',
    ],
    [
      'a class only in the test part',
      ['train', 'train', 'test', 'test', 'test', 'test'],
      {},
      'every class must be in the training part: class "owl" is not',
    ],
    [
      'no test part',
      ['train', 'train', 'train', 'train', 'train', 'train'],
      {},
      'there must be something to test: the test part is empty',
    ],
    [
      'a group on both sides',
      ['train', 'train', 'train', 'val', 'val', 'val'],
      { groups: ['a', 'b', undefined, 'a', 'c', undefined] },
      'a group must be on one side of it: group "a" is in "train" and "val"',
    ],
  ])('refuses %s', (_, splits, more, message) => {
    expect(() => fold(splits, more)).toThrow(
      new DataError(`Cannot use the data set's own split as ${message}`),
    );
  });
});

describe('leave-one-group-out', () => {
  const leave = (y: Int32Array, groups?: SplitInput['groups']) =>
    createFolds({ type: 'leave-one-group-out' }, input(y, groups && { groups }));

  it('tests every group once, whole, by all the others', () => {
    fc.assert(
      fc.property(someLabels(6), fc.integer({ min: 2, max: 6 }), (y, nGroups) => {
        const seen = [0, 0, 0];
        // The samples of each class go round the groups, so that every class is in two groups at least.
        const groups = Array.from(y, (label) => `g${seen[label]!++ % nGroups}`);
        const folds = leave(y, groups);
        expect(folds).toHaveLength(nGroups);
        for (const fold of folds) {
          expectDivision(fold, y.length);
          const names = new Set(Array.from(fold.test, (i) => groups[i]));
          expect(names.size).toBe(1);
          expect(Array.from(fold.train).some((i) => names.has(groups[i]))).toBe(false);
        }
        const tested = folds.flatMap(({ test }) => [...test]);
        expect(tested.sort((a, b) => a - b)).toEqual([...y.keys()]);
      }),
    );
  });

  it.each<[string, SplitInput['groups'], string]>([
    ['no groups', undefined, 'every sample must belong to a group: 6 of 6 do not'],
    [
      'a sample without a group',
      ['a', 'a', 'a', 'b', 'b', undefined],
      'every sample must belong to a group: 1 of 6 do not',
    ],
    [
      'a single group',
      new Array(6).fill('ward'),
      'there must be at least two groups: all samples are of "ward"',
    ],
    [
      'a class in one group only',
      ['a', 'b', 'c', 'b', 'a', 'c'],
      'every class must be in the training part: class "owl" is not',
    ],
  ])('refuses %s', (_, groups, reason) => {
    expect(() => leave(Int32Array.of(0, 1, 2, 0, 1, 2), groups)).toThrow(
      new DataError(`Cannot leave one group out as ${reason}`),
    );
  });
});

describe('few-shot', () => {
  const protocol = (perClass: number, draws = 3) => ({ type: 'few-shot', perClass, draws }) as const;

  it('draws so many samples of every class and tests all others', () => {
    fc.assert(
      fc.property(someLabels(5), fc.integer(), fc.integer({ min: 1, max: 4 }), (y, seed, perClass) => {
        const folds = createFolds(protocol(perClass), input(y, { seed }));
        expect(folds).toHaveLength(3);
        for (const fold of folds) {
          expectDivision(fold, y.length);
          for (const classId of [0, 1, 2]) expect(shareOf(y, fold.train, classId)).toBe(perClass);
        }
      }),
    );
  });

  it('draws every sample as often as any other', () => {
    const y = labels(10, 10, 10);
    const drawn = new Int32Array(30);
    for (const { train } of createFolds(protocol(5, 400), input(y))) for (const i of train) drawn[i]! += 1;
    // 200 ± 10 each, by the binomial distribution.
    expect(Math.min(...drawn)).toBeGreaterThan(160);
    expect(Math.max(...drawn)).toBeLessThan(240);
  });

  it("tests the data set's own test part, and never trains on it", () => {
    const y = labels(12, 12, 12);
    const parts = ['train', 'val', 'test'] as const;
    const splits = Array.from(y, (_, i) => parts[Math.floor(i / 3) % 3]);
    for (const { train, test } of createFolds(protocol(2), input(y, { splits }))) {
      expect(test).toEqual(Int32Array.from(y.keys()).filter((i) => splits[i] === 'test'));
      expect(Array.from(train).some((i) => splits[i] === 'test')).toBe(false);
      for (const classId of [0, 1, 2]) expect(shareOf(y, train, classId)).toBe(2);
    }
  });

  it('does not test the groups that train', () => {
    const y = labels(12, 12, 12);
    const groups = Array.from(y, (label, i) => `${label}-${i % 4}`);
    for (const { train, test } of createFolds(protocol(1), input(y, { groups }))) {
      const trained = new Set(Array.from(train, (i) => groups[i]));
      const expected = Int32Array.from(y.keys()).filter((i) => !trained.has(groups[i]!));
      expect(test).toEqual(expected);
    }
  });

  it('refuses a class with too few samples, of which one must be left to test', () => {
    expect(() => createFolds(protocol(3), input(labels(9, 3, 9)))).toThrow(
      new DataError(
        'Cannot draw 3 samples of every class as every class needs at least 4 samples: class "dog" has 3',
      ),
    );
    const y = Int32Array.of(0, 1, 2, 0, 1, 2);
    const splits = ['train', 'train', 'train', 'test', 'test', 'test'] as const;
    expect(() => createFolds(protocol(2), input(y, { splits }))).toThrow(
      'every class needs at least 2 training samples: class "cat" has 1',
    );
    expect(createFolds(protocol(1, 1), input(y, { splits }))).toEqual([
      { train: Int32Array.of(0, 1, 2), test: Int32Array.of(3, 4, 5) },
    ]);
  });
});

describe('inner folds', () => {
  it('are as many as wanted, however rare a class is that only stratifies', () => {
    const made = innerFolds(labels(9, 9, 1), 3, undefined, 5, 0, true);
    expect(made.folds).toHaveLength(5);
    expect(made.warnings).toEqual([]);
    expect(innerFolds(labels(2, 1), 2, undefined, 5, 0, true).warnings).toEqual([
      'Settings were compared on 3 inner folds, not 5, as there are too few training samples: 3.',
    ]);
  });

  it('are as many as the rarest class has samples, and say so', () => {
    const { folds, warnings } = innerFolds(labels(9, 9, 3), 4, undefined, 5, 0);
    expect(folds).toHaveLength(3);
    expect(warnings).toEqual([
      'Settings were compared on 3 inner folds, not 5, as the rarest class has too few training samples: 3.',
    ]);
  });

  it('are two where a class has a single sample', () => {
    const { folds } = innerFolds(labels(9, 9, 1), 3, undefined, 5, 0);
    expect(folds).toHaveLength(2);
    for (const fold of folds) expectDivision(fold, 19);
  });

  it('are none where all samples are of one group', () => {
    const { folds, warnings } = innerFolds(labels(3, 3), 2, new Array(6).fill('a'), 5, 0);
    expect(folds).toEqual([]);
    expect(warnings).toEqual(['Settings were not compared, as all training samples are of one group.']);
  });
});

describe('describeProtocol', () => {
  it.each([
    ['5-fold cross-validation, stratified', { type: 'k-fold', folds: 5, repeats: 1 }, 5, false, undefined],
    [
      '5-fold cross-validation, stratified, groups kept together, repeated 2 times',
      { type: 'k-fold', folds: 5, repeats: 2 },
      10,
      true,
      undefined,
    ],
    [
      '20 % of the samples held out, stratified, repeated 3 times',
      { type: 'holdout', testShare: 0.2, repeats: 3 },
      3,
      false,
      undefined,
    ],
    ["the data set's own split", { type: 'predefined' }, 1, false, undefined],
    ['leave one group out, 7 groups', { type: 'leave-one-group-out' }, 7, true, undefined],
    [
      '1 training sample of every class, tested on the rest, groups kept together',
      { type: 'few-shot', perClass: 1, draws: 1 },
      1,
      true,
      undefined,
    ],
    [
      "8 training samples of every class, drawn 10 times, tested on the data set's own test part",
      { type: 'few-shot', perClass: 8, draws: 10 },
      10,
      false,
      ['train', 'test'],
    ],
    ["the data set's own train/val split", { type: 'predefined' }, 1, true, ['train', 'val']],
    ["the data set's own train+val/test split", { type: 'predefined' }, 1, false, ['train', 'test', 'val']],
  ] as const)('%s', (words, protocol, nFolds, grouped, splits) => {
    expect(describeProtocol(protocol, nFolds, grouped, splits)).toBe(words);
  });
});
