import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/core/index.ts';
import { createFolds, evaluateCell, type RankedCell, rankCells } from '../../src/evaluate/index.ts';
import { resultsSchema } from '../../src/result/index.ts';
import { classFolds } from '../support/class-folds.ts';
import { fake, predictionsFrom, type RecordedFit, twoClasses } from './fakes.ts';

const options = { metric: 'accuracy', seed: 0, trainSize: 320 };

/** A cell that is right with a probability, of 400 samples in 4 folds, with inner scores. */
function cell(id: string, share: number, innerScores: readonly (number | undefined)[], seed = 1): RankedCell {
  const rng = createRng(seed);
  const tested = predictionsFrom(
    Array.from({ length: 400 }, () => rng.float() < share),
    4,
  );
  return { id, role: 'candidate', kind: 'deep', evaluation: { tested, innerScores } };
}

describe('inner scores', () => {
  const { X, y } = twoClasses(40);
  const folds = createFolds({ type: 'k-fold', folds: 4, repeats: 1 }, { y, classNames: ['a', 'b'], seed: 0 });
  const evaluate = (names: readonly string[], seed: number, log: RecordedFit[] = []) =>
    evaluateCell({
      X,
      y,
      nClasses: 2,
      folds,
      candidates: names.map((name) =>
        fake(name, { predict: (sample) => (sample[0]! < 30 ? sample[1]! : 0) }, log),
      ),
      tune: { folds: 3, metric: 'accuracy' },
      metrics: ['accuracy'],
      selectionSeed: 9,
      seed,
    });

  it('are on the same inner folds for all cells of a run, single settings included', async () => {
    const [one, several]: [RecordedFit[], RecordedFit[]] = [[], []];
    const first = await evaluate(['a'], 1, one);
    const second = await evaluate(['a', 'b'], 2, several);
    const testedOn = (log: readonly RecordedFit[]) =>
      log.filter(({ name }) => name === 'a').map(({ predicted }) => predicted.join());
    expect(one).toHaveLength(16);
    const shared = new Set(testedOn(several));
    expect(testedOn(one).every((samples) => shared.has(samples))).toBe(true);
    expect(first.innerScores).toEqual(second.innerScores);
    expect(first.innerScores).toHaveLength(4);
  });

  it('are of the training part alone', async () => {
    const log: RecordedFit[] = [];
    const { innerScores } = await evaluate(['a'], 1, log);
    const right = (id: number) => id < 30 || id % 2 === 0;
    folds.forEach((fold, f) => {
      const inner = log.slice(4 * f, 4 * f + 3);
      expect(inner.flatMap(({ predicted }) => predicted).sort((a, b) => a - b)).toEqual([...fold.train]);
      const scores = inner.map(({ predicted }) => predicted.filter(right).length / predicted.length);
      expect(innerScores![f]).toBeCloseTo(scores.reduce((a, b) => a + b) / 3, 12);
    });
  });
});

describe('procedure', () => {
  const cells = [
    cell('a', 0.8, [0.9, 0.7, 0.9, 0.7], 1),
    cell('b', 0.75, [0.8, 0.8, 0.8, 0.8], 2),
    cell('no inner scores', 0.78, [0.99, undefined, 0.99, 0.99], 3),
  ];

  it('takes from each fold what inner scores picked, and nothing that has none', () => {
    const { procedure, best } = rankCells(cells, options);
    expect(best).toBe('a');
    expect(procedure).toMatchObject({ picked: ['a', 'b', 'a', 'b'], nCells: 2 });
    const scoreOf = (id: string, fold: number) => {
      const { yTrue, yPred } = classFolds(cells.find((of) => of.id === id)!.evaluation.tested)[fold]!;
      return yTrue.filter((label, i) => label === yPred[i]).length / yTrue.length;
    };
    const perFold = ['a', 'b', 'a', 'b'].map(scoreOf);
    expect(procedure!.perFold).toEqual(perFold.map((score) => expect.closeTo(score, 12)));
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(procedure!.mean).toBeCloseTo(mean(perFold), 12);
    const ofBest = mean([0, 1, 2, 3].map((f) => scoreOf('a', f)));
    expect(procedure!.optimism.mean).toBeCloseTo(ofBest - mean(perFold), 12);
  });

  it('lets the test parts have no say among equal inner scores', () => {
    const equal = [0.8, 0.8, 0.8, 0.8];
    const cells = [cell('b', 0.9, equal, 1), cell('a', 0.7, equal, 2)];
    expect(rankCells(cells, options)).toMatchObject({
      best: 'b',
      procedure: { picked: ['a', 'a', 'a', 'a'] },
    });
    expect(rankCells(cells.toReversed(), options).procedure).toEqual(rankCells(cells, options).procedure);
  });

  it('says nothing where there is nothing to pick from', () => {
    expect(rankCells([cells[0]!], options).procedure).toBeUndefined();
    const without = cells.map((of) => ({ ...of, evaluation: { tested: of.evaluation.tested } }));
    expect(rankCells(without, options).procedure).toBeUndefined();
  });

  it('shows no optimism where the same cell is picked everywhere', () => {
    const sure = [cell('a', 0.9, [0.9, 0.9, 0.9, 0.9], 1), cell('b', 0.5, [0.5, 0.5, 0.5, 0.5], 2)];
    expect(rankCells(sure, options).procedure!.optimism).toEqual({ mean: 0, ci95: [0, 0] });
  });
});

describe('comparisons', () => {
  it('keep noise out of the tied-best set, and what cannot be told from the best in it', () => {
    const flat = [0.5, 0.5, 0.5, 0.5];
    const cells = [
      ...Array.from({ length: 8 }, (_, i) => cell(`good ${i}`, 0.8, flat, 10 + i)),
      ...Array.from({ length: 8 }, (_, i) => cell(`noise ${i}`, 0.5, flat, 30 + i)),
    ];
    const answer = rankCells(cells, options);
    expect(answer.tiedBest.filter((id) => id.startsWith('noise'))).toEqual([]);
    expect(answer.tiedBest).toHaveLength(8);
    expect(answer.comparisons).toHaveLength(15);
    for (const { p, pHolm, pAdjusted } of answer.comparisons!) {
      expect(pHolm).toBeGreaterThanOrEqual(p);
      expect([p, pHolm, pAdjusted].every((value) => value >= 0 && value <= 1)).toBe(true);
    }
    expect(resultsSchema.shape.answer.parse(answer)).toEqual(answer);
  });

  it('have the tests that the folds allow', () => {
    const one = [cell('a', 0.8, [], 1), cell('b', 0.6, [], 2)].map((of) => ({
      ...of,
      evaluation: { tested: of.evaluation.tested.slice(0, 1) },
    }));
    expect(Object.keys(rankCells(one, options).comparisons![0]!.tests)).toEqual(['mcnemar']);
    const repeated = [cell('a', 0.8, [], 1), cell('b', 0.6, [], 2)].map((of) => ({
      ...of,
      evaluation: { tested: [...of.evaluation.tested, ...of.evaluation.tested] },
    }));
    expect(Object.keys(rankCells(repeated, options).comparisons![0]!.tests)).toEqual([
      'correctedResampledT',
      'wilcoxon',
    ]);
  });
});
