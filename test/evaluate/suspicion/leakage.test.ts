import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustForLeakage, crossesSplit, leakedRows, type TestedFold } from '../../../src/evaluate/index.ts';

const near = (a: number, b: number) => ({ a, b, kind: 'near', isMirrored: false, difference: 0.1 }) as const;

const folds = [
  { train: Int32Array.of(2, 3, 4, 5), test: Int32Array.of(0, 1) },
  { train: Int32Array.of(0, 1, 4, 5), test: Int32Array.of(2, 3) },
];

describe('leaked rows', () => {
  it('are those with a duplicate on the other side, through equal content too', () => {
    // 0 and 2 hold the same; 5 is a near-duplicate of 1; 3 and 4 are alone.
    const contents = Int32Array.of(0, 1, 0, 2, 3, 4);
    const leaked = leakedRows(folds, { contents, pairs: [near(1, 5)] });
    expect(leaked.map((rows) => [...rows])).toEqual([[0, 1], [2]]);
  });

  it('carry a near-duplicate over to samples of the same content', () => {
    // 2 is alike 5, and 0 holds what 2 holds.
    const contents = Int32Array.of(0, 1, 0, 2, 3, 4);
    const single = [{ train: Int32Array.of(5), test: Int32Array.of(0) }];
    expect([...leakedRows(single, { contents, pairs: [near(2, 5)] })[0]!]).toEqual([0]);
  });

  it('are none where duplicates are tested together', () => {
    const contents = Int32Array.from({ length: 6 }, (_, i) => i);
    expect(leakedRows(folds, { contents, pairs: [near(0, 1)] }).every((rows) => rows.size === 0)).toBe(true);
    expect(crossesSplit(folds)(near(0, 1))).toBe(false);
    expect(crossesSplit(folds)(near(1, 2))).toBe(true);
  });
});

describe('adjusted scores', () => {
  const tested = (right: readonly boolean[]): TestedFold => ({
    rows: Int32Array.from(right.keys()),
    yTrue: Int32Array.from(right, (_, i) => i % 2),
    yPred: Int32Array.from(right, (isRight, i) => (isRight ? i % 2 : 1 - (i % 2))),
    nClasses: 2,
  });

  it('are the scores of the samples that did not leak', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 2, maxLength: 40 }),
        (samples) => {
          const n = samples.length;
          const fold = {
            train: Int32Array.from(samples, (_, i) => n + i),
            test: Int32Array.from(samples.keys()),
          };
          const pairs = samples.flatMap(([, isLeaked], i) => (isLeaked ? [near(i, n + i)] : []));
          const report = adjustForLeakage(
            {
              folds: [fold],
              cells: [
                {
                  id: 'a',
                  role: 'candidate',
                  kind: 'deep',
                  evaluation: { tested: [tested(samples.map(([isRight]) => isRight))] },
                },
              ],
              metrics: ['accuracy'],
              metric: 'accuracy',
              nClasses: 2,
              seed: 1,
            },
            { contents: Int32Array.from({ length: 2 * n }, (_, i) => i), pairs },
          );
          const kept = samples.filter(([, isLeaked]) => !isLeaked);
          if (kept.length === 0 || kept.length === n) return report === undefined;
          const right = kept.filter(([isRight]) => isRight).length;
          const { mean, ci95 } = report!.scores.get('a')!.accuracy!;
          expect(mean).toBeCloseTo(right / kept.length, 12);
          expect(ci95[0]).toBeLessThanOrEqual(mean);
          expect(ci95[1]).toBeGreaterThanOrEqual(mean);
          expect(report!.nLeaked).toBe(n - kept.length);
          return true;
        },
      ),
      { numRuns: 15 },
    );
  });

  it('name another best cell where leaks made the first', () => {
    const cellOf = (id: string, right: boolean[]) =>
      ({ id, role: 'candidate', kind: 'deep', evaluation: { tested: [tested(right)] } }) as const;
    const report = adjustForLeakage(
      {
        folds: [{ train: Int32Array.of(4, 5), test: Int32Array.of(0, 1, 2, 3) }],
        cells: [
          cellOf('learns by heart', [true, true, true, false]),
          cellOf('other', [false, false, true, true]),
        ],
        metrics: ['accuracy', 'logLoss'],
        metric: 'accuracy',
        nClasses: 2,
        seed: 1,
      },
      { contents: Int32Array.from({ length: 6 }, (_, i) => i), pairs: [near(0, 4), near(1, 5)] },
    )!;
    expect(report).toMatchObject({ nLeaked: 2, nTested: 4, best: 'other' });
    expect(Object.keys(report.scores.get('other')!)).toEqual(['accuracy']);
  });
});
