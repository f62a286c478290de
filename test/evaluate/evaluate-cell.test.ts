import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../../src/core/index.ts';
import { createGrid, createPipeline, estimators } from '../../src/estimator/index.ts';
import { createFolds, type EvaluationInput, evaluateCell } from '../../src/evaluate/index.ts';
import { classFolds } from '../support/class-folds.ts';
import { blobs } from '../support/estimator-data.ts';
import { type FakeModel, fake, type RecordedFit, twoClasses } from './fakes.ts';

const classNames = ['a', 'b'];

/** A cell of 40 samples of two classes in 4 folds. */
function cell(more: Partial<EvaluationInput>): EvaluationInput {
  const { X, y } = twoClasses(40);
  return {
    X,
    y,
    nClasses: 2,
    folds: createFolds({ type: 'k-fold', folds: 4, repeats: 1 }, { y, classNames, seed: 0 }),
    candidates: [fake('only', {})],
    tune: { folds: 3, metric: 'accuracy' },
    metrics: ['accuracy', 'macroF1', 'logLoss', 'ari'],
    seed: 0,
    ...more,
  };
}

/** Right where the id is below `limit`. */
const rightBelow = (limit: number): FakeModel => ({
  predict: ([id, label]) => (id! < limit ? label! : 1 - label!),
});

describe('figures', () => {
  it('are the mean over folds, each fold, and the confusion of all', async () => {
    const { X, y } = twoClasses(12);
    const folds = [
      { train: Int32Array.of(4, 5, 6, 7, 8, 9, 10, 11), test: Int32Array.of(0, 1, 2, 3) },
      { train: Int32Array.of(0, 1, 2, 3), test: Int32Array.of(4, 5, 6, 7, 8, 9, 10, 11) },
    ];
    const result = await evaluateCell(cell({ X, y, folds, candidates: [fake('m', rightBelow(6))] }));
    expect(result.metrics.accuracy).toMatchObject({ mean: 0.625, perFold: [1, 0.25] });
    expect(result.metrics.macroF1!.perFold[1]).toBeCloseTo(0.25, 12);
    expect(result.confusion).toEqual([
      [3, 3],
      [3, 3],
    ]);
    expect(result.chosen).toEqual([{ name: 'm' }, { name: 'm' }]);
    expect(result.tested[1]).toEqual({
      rows: folds[1]!.test,
      yTrue: Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1),
      yPred: Int32Array.of(0, 1, 1, 0, 1, 0, 1, 0),
      nClasses: 2,
    });
  });

  it('leave out metrics that the model cannot give', async () => {
    const { metrics } = await evaluateCell(cell({}));
    expect(Object.keys(metrics)).toEqual(['accuracy', 'macroF1']);
  });

  it('use probabilities and clusters where there are some', async () => {
    const model = { predict: () => 1, proba: () => 0.75, cluster: ([, label]: Float32Array) => 5 + label! };
    const result = await evaluateCell(cell({ candidates: [fake('m', model)] }));
    expect(result.metrics.logLoss!.mean).toBeCloseTo(-(Math.log(0.75) + Math.log(0.25)) / 2, 12);
    expect(result.metrics.ari).toMatchObject({ mean: 1, ci95: [expect.closeTo(0.814, 2), 1] });
    const { yTrue, yPred, proba, clusters } = classFolds(result.tested)[0]!;
    expect(new Set(yPred)).toEqual(new Set([1]));
    expect(Array.from(proba!.data)).toEqual(Array.from(yTrue, () => [0.25, 0.75]).flat());
    expect(clusters).toEqual(yTrue.map((label) => 5 + label));
  });

  it('come out the same for the same input', async () => {
    const run = async () => {
      const { fitMs, predictMs, ...rest } = await evaluateCell(
        cell({ candidates: [fake('a', rightBelow(30)), fake('b', rightBelow(35))] }),
      );
      expect(fitMs).toBeGreaterThan(0);
      expect(predictMs).toBeGreaterThan(0);
      return rest;
    };
    expect(await run()).toEqual(await run());
  });
});

describe('no test sample leaks', () => {
  it('into fitting or tuning, and each is predicted once', async () => {
    const log: RecordedFit[] = [];
    const input = cell({
      candidates: [fake('a', rightBelow(30), log), fake('b', rightBelow(35), log)],
    });
    await evaluateCell(input);
    const perFold = 2 * 3 + 1;
    expect(log).toHaveLength(4 * perFold);
    input.folds.forEach((fold, f) => {
      const fits = log.slice(f * perFold, (f + 1) * perFold);
      const train = new Set(fold.train);
      const final = fits.at(-1)!;
      expect(final.fitted).toEqual([...fold.train]);
      expect(final.predicted).toEqual([...fold.test]);
      for (const inner of fits.slice(0, -1)) {
        expect([...inner.fitted, ...inner.predicted].filter((id) => !train.has(id))).toEqual([]);
        expect(inner.fitted.filter((id) => inner.predicted.includes(id))).toEqual([]);
      }
      const tuned = fits.filter(({ name }) => name === 'a').slice(0, 3);
      expect(tuned.flatMap(({ predicted }) => predicted).sort((a, b) => a - b)).toEqual([...fold.train]);
    });
    expect(log.every(({ fitted, y }) => fitted.every((id, i) => y[i] === id % 2))).toBe(true);
  });

  it('by its group: inner folds keep groups together', async () => {
    const log: RecordedFit[] = [];
    const { y } = twoClasses(40);
    const groups = Array.from(y, (_, i) => `g${Math.floor(i / 4)}`);
    const folds = createFolds({ type: 'k-fold', folds: 3, repeats: 1 }, { y, classNames, groups, seed: 0 });
    await evaluateCell(cell({ folds, groups, candidates: [fake('a', {}, log), fake('b', {}, log)] }));
    const groupOf = (id: number) => Math.floor(id / 4);
    expect(log).toHaveLength(21);
    for (const { fitted, predicted } of log) {
      const seen = new Set(fitted.map(groupOf));
      expect(predicted.map(groupOf).filter((group) => seen.has(group))).toEqual([]);
    }
  });
});

describe('tuning', () => {
  const chosenOf = async (more: Partial<EvaluationInput>) => {
    const { chosen, warnings } = await evaluateCell(cell(more));
    return { names: [...new Set(chosen.map(({ name }) => name))], warnings };
  };

  it('takes the best on inner folds, and the earlier of equals', async () => {
    const candidates = [rightBelow(10), rightBelow(40), rightBelow(40), rightBelow(20)].map((model, i) =>
      fake(`c${i}`, model),
    );
    expect(await chosenOf({ candidates })).toEqual({ names: ['c1'], warnings: [] });
  });

  it('takes the least where lower is better', async () => {
    const candidates = [0.6, 0.5, 0.9].map((p) => fake(`p${p}`, { proba: () => p }));
    expect((await chosenOf({ candidates, tune: { folds: 3, metric: 'logLoss' } })).names).toEqual(['p0.5']);
  });

  it('goes by accuracy, and says so, where the metric cannot be had', async () => {
    const candidates = [fake('bad', rightBelow(0)), fake('good', rightBelow(40))];
    expect(await chosenOf({ candidates, tune: { folds: 3, metric: 'logLoss' } })).toEqual({
      names: ['good'],
      warnings: ['Settings were compared by accuracy, as the model gives no probabilities for logLoss.'],
    });
  });

  it.each([[[]], [[{ type: 'standardize', params: {} }]]])(
    'chooses the same where all settings are fitted at once, after transforms %j',
    async (transforms) => {
      const { X, y } = blobs({ n: 120, d: 8, nClasses: 3, distance: 1.5 });
      const entry = estimators.get('logistic-regression');
      const settings = [0.001, 0.01, 0.1, 1].map((C) => entry.params.parse({ C }));
      const input = {
        X,
        y,
        nClasses: 3,
        folds: createFolds(
          { type: 'k-fold', folds: 4, repeats: 1 },
          { y, classNames: ['a', 'b', 'c'], seed: 0 },
        ),
        candidates: settings.map((params) => ({
          params: params as Record<string, unknown>,
          create: () => createPipeline(transforms, entry.create(params)),
        })),
        tune: { folds: 3, metric: 'logLoss' },
      };
      let grids = 0;
      const grid = createGrid(transforms, entry, settings)!;
      const together = await evaluateCell(
        cell({
          ...input,
          fitGrid: (...given) => {
            grids += 1;
            return grid(...given);
          },
        }),
      );
      const oneByOne = await evaluateCell(cell(input));
      expect(grids).toBe(4);
      expect(together.chosen).toEqual(oneByOne.chosen);
      expect(together.metrics).toEqual(oneByOne.metrics);
    },
  );

  it('shows all candidates the same copy of an inner fold', async () => {
    const log: RecordedFit[] = [];
    await evaluateCell(cell({ candidates: [fake('a', {}, log), fake('b', {}, log)] }));
    expect(log[0]!.X).toBe(log[1]!.X);
    expect(log[2]!.X).not.toBe(log[1]!.X);
  });

  it('uses fewer inner folds for a rare class, with one warning for all folds', async () => {
    const { X } = twoClasses(40);
    const y = Int32Array.from({ length: 40 }, (_, i) => (i < 3 ? 1 : 0));
    const folds = createFolds({ type: 'k-fold', folds: 3, repeats: 1 }, { y, classNames, seed: 0 });
    const { warnings } = await chosenOf({ X, y, folds, candidates: [fake('a', {}), fake('b', {})] });
    expect(warnings).toEqual([
      'Settings were compared on 2 inner folds, not 3, as the rarest class has too few training samples: 2.',
    ]);
  });
});

describe('what goes wrong', () => {
  it('collects warnings of the final fits once', async () => {
    const candidates = [fake('m', { warnings: ['No convergence.', 'Odd data.', 'No convergence.'] })];
    expect((await evaluateCell(cell({ candidates }))).warnings).toEqual(['No convergence.', 'Odd data.']);
  });

  it('says what was being fitted, with the cause', async () => {
    const cause = new RangeError('X holds NaN');
    let fits = 0;
    const fails = () => {
      fits += 1;
      if (fits === 6) throw cause;
    };
    const candidates = [fake('m', { fails }), fake('n', {})];
    const error = await evaluateCell(cell({ candidates })).catch((thrown: unknown) => thrown);
    expect(error).toEqual(
      new Error('Cannot fit the model with {"name":"m"} on inner fold 2 of 3 in fold 2 of 4: X holds NaN'),
    );
    expect((error as Error).cause).toBe(cause);
  });

  it('names all settings where they are fitted at once, with the cause', async () => {
    const cause = new RangeError('X holds NaN');
    const fitGrid = () => Promise.reject(cause);
    const candidates = [fake('m', {}), fake('n', {})];
    const error = await evaluateCell(cell({ candidates, fitGrid })).catch((thrown: unknown) => thrown);
    expect(error).toEqual(
      new Error(
        'Cannot fit the models with {"name":"m"}, {"name":"n"} on the inner folds of fold 1 of 4: X holds NaN',
      ),
    );
    expect((error as Error).cause).toBe(cause);
  });

  it('says what was being predicted', async () => {
    const predict = () => {
      throw new Error('no memory');
    };
    await expect(evaluateCell(cell({ candidates: [fake('m', { predict })] }))).rejects.toThrow(
      'Cannot predict with the model with {"name":"m"} on fold 1 of 4: no memory',
    );
  });

  it('stops before the next fit when the signal is raised, even from a timer', async () => {
    const controller = new AbortController();
    const log: RecordedFit[] = [];
    const fails = () => {
      if (log.length === 1) setTimeout(() => controller.abort(), 0);
      const until = performance.now() + 5;
      while (performance.now() < until);
    };
    const folds = createFolds(
      { type: 'k-fold', folds: 4, repeats: 25 },
      { y: twoClasses(40).y, classNames, seed: 0 },
    );
    const { signal } = controller;
    const running = evaluateCell(cell({ folds, signal, candidates: [fake('m', { fails }, log)] }));
    await expect(running).rejects.toBeInstanceOf(InterruptedError);
    expect(log.length).toBeLessThan(10);
    expect(log[0]!.options.signal).toBe(signal);
  });

  it('lets an interruption by the model through as it is', async () => {
    const interrupted = new InterruptedError();
    const fails = () => {
      throw interrupted;
    };
    await expect(evaluateCell(cell({ candidates: [fake('m', { fails })] }))).rejects.toBe(interrupted);
  });

  it.each<[string, Partial<EvaluationInput>]>([
    [
      'Cannot evaluate the cell as X and y must have equal length: X has 40 rows, y has 3 labels',
      { y: Int32Array.of(0, 1, 0) },
    ],
    ['Cannot evaluate the cell as there must be a fold: there is none', { folds: [] }],
    ['Cannot evaluate the cell as there must be a candidate: there is none', { candidates: [] }],
    ['Cannot find metric "acuracy": did you mean "accuracy"', { metrics: ['acuracy'] }],
  ])('%s', async (message, more) => {
    await expect(evaluateCell(cell(more))).rejects.toThrow(new RangeError(message));
  });
});
