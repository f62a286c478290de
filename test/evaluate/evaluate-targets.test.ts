import { describe, expect, it } from 'vitest';
import { createRng, labelMatrix, matrix, type Targets } from '../../src/core/index.ts';
import { createRegressionPipeline, estimators, OneVsRest, regressors } from '../../src/estimator/index.ts';
import {
  adjustForLeakage,
  type Candidate,
  createFolds,
  type EvaluationInput,
  evaluateCell,
  findLabelErrors,
  type RankedCell,
  rankCells,
} from '../../src/evaluate/index.ts';

const N = 120;
const rng = createRng(4);
const X = matrix(
  N,
  2,
  Float32Array.from({ length: 2 * N }, () => rng.normal()),
);
const values = Float64Array.from({ length: N }, (_, i) => 50 + 10 * X.data[2 * i]! + 3 * rng.normal());
const Y = labelMatrix(
  N,
  2,
  Uint8Array.from(X.data, (value) => Number(value + 0.5 * rng.normal() > 0.3)),
);
const y = Int32Array.from(values, (value) => Number(value > 50));

const folds = createFolds(
  { type: 'k-fold', folds: 4, repeats: 1 },
  { y, classNames: ['low', 'high'], stratifiesOnly: true, seed: 1 },
);

const regression = (type: string, settings: readonly object[]): Candidate[] =>
  settings.map((given) => {
    const entry = regressors.get(type);
    const params = entry.params.parse(given);
    const create = () => createRegressionPipeline([], entry.create(params));
    return { task: 'regression', params: given as Readonly<Record<string, unknown>>, create };
  });

const labelling = (type: string): Candidate[] => {
  const entry = estimators.get(type);
  const params = entry.params.parse({});
  return [{ task: 'multi-label', params: {}, create: () => new OneVsRest(() => entry.create(params)) }];
};

const evaluate = (
  targets: Targets,
  candidates: readonly Candidate[],
  changed: Partial<EvaluationInput> = {},
) =>
  evaluateCell({
    X,
    y,
    nClasses: 2,
    targets,
    folds,
    candidates,
    tune: { folds: 3, metric: targets.task === 'regression' ? 'mae' : 'labelAveragePrecision' },
    metrics: targets.task === 'regression' ? ['r2', 'mae'] : ['labelAveragePrecision', 'labelMicroF1'],
    seed: 1,
    ...changed,
  });

const numbers: Targets = { task: 'regression', values };
const labels: Targets = { task: 'multi-label', Y };

describe('a cell of numbers', () => {
  it('is fitted and tested on them, with intervals in their unit', async () => {
    const { metrics, tested, confusion } = await evaluate(numbers, regression('ridge-regression', [{}]));
    expect(metrics.mae!.mean).toBeGreaterThan(1.8);
    expect(metrics.mae!.mean).toBeLessThan(3);
    expect(metrics.mae!.ci95[0]).toBeGreaterThan(0);
    expect(metrics.r2!.mean).toBeGreaterThan(0.85);
    expect(metrics.r2!.ci95[1]).toBeLessThan(1);
    expect(confusion).toBeUndefined();
    const seen = tested.flatMap((fold) => [...fold.rows].map((row, i) => [row, fold.yTrue[i as never]]));
    expect(new Map(seen as [number, number][])).toEqual(
      new Map([...values].map((value, row) => [row, value])),
    );
  });

  it('has its setting chosen by the least error on inner folds', async () => {
    const candidates = regression('ridge-regression', [{ alpha: 1e6 }, { alpha: 1 }]);
    const { chosen, innerScores } = await evaluate(numbers, candidates, { selectionSeed: 5 });
    expect(chosen).toEqual(folds.map(() => ({ alpha: 1 })));
    for (const score of innerScores!) expect(score).toBeLessThan(3.5);
  });

  it('is 0 in R² where nothing is learned', async () => {
    const { metrics } = await evaluate(numbers, regression('mean', [{}]));
    expect(metrics.r2!.mean).toBeLessThan(0);
    expect(metrics.r2!.mean).toBeGreaterThan(-0.2);
  });

  it('refuses metrics and models of classes', async () => {
    await expect(evaluate(numbers, regression('mean', [{}]), { metrics: ['accuracy'] })).rejects.toThrow(
      'Cannot evaluate the cell by accuracy as its task must be regression: it is classification',
    );
    await expect(evaluate(numbers, labelling('knn'))).rejects.toThrow(
      'Cannot use a model of multi-label as samples must have its targets: they have those of regression',
    );
    const short: Targets = { task: 'regression', values: values.subarray(1) };
    await expect(evaluate(short, regression('mean', [{}]))).rejects.toThrow(
      'Cannot evaluate the cell as X and targets must have equal length: X has 120 rows, there are 119 targets',
    );
  });
});

describe('a cell of labels', () => {
  it('is fitted label by label', async () => {
    const { metrics, confusion } = await evaluate(labels, labelling('logistic-regression'));
    expect(metrics.labelAveragePrecision!.mean).toBeGreaterThan(0.8);
    expect(metrics.labelMicroF1!.mean).toBeGreaterThan(0.7);
    expect(confusion).toBeUndefined();
  });
});

async function ranked(targets: Targets, models: Record<string, Candidate[]>): Promise<RankedCell[]> {
  return Promise.all(
    Object.entries(models).map(async ([id, candidates]): Promise<RankedCell> => {
      const evaluation = await evaluate(targets, candidates, { selectionSeed: 3 });
      const role = ['mean', 'majority'].includes(id) ? 'control' : 'candidate';
      return { id, role, kind: 'deep', evaluation };
    }),
  );
}

describe('cells of one task', () => {
  it.each([
    [
      'regression',
      'mae',
      numbers,
      {
        good: regression('ridge-regression', [{}]),
        poor: regression('ridge-regression', [{ alpha: 300 }]),
        mean: regression('mean', [{}]),
      },
    ],
    [
      'multi-label',
      'labelAveragePrecision',
      labels,
      {
        good: labelling('logistic-regression'),
        poor: labelling('stratified'),
        majority: labelling('majority'),
      },
    ],
  ] as const)('are compared without classes: %s', async (_, metric, targets, models) => {
    const cells = await ranked(targets, models);
    const { best, tiedBest, comparisons, procedure } = rankCells(cells, { metric, seed: 1, trainSize: 90 });
    expect(best).toBe('good');
    expect(tiedBest).toEqual(['good']);
    expect(procedure!.picked).toEqual(folds.map(() => 'good'));
    for (const { tests } of comparisons!) {
      expect(Object.keys(tests).sort()).toEqual(['correctedResampledT', 'wilcoxon']);
    }
    expect(findLabelErrors({ cells, y, nClasses: 2 })).toBeUndefined();
  });

  it('are scored again without leaked samples', async () => {
    const evaluation = await evaluate(numbers, regression('ridge-regression', [{}]));
    const cells: RankedCell[] = [{ id: 'good', role: 'candidate', kind: 'deep', evaluation }];
    const [a, b] = [folds[0]!.test[0]!, folds[0]!.train[0]!];
    const leakage = adjustForLeakage(
      { folds, cells, nClasses: 2, metrics: ['r2', 'mae'], metric: 'mae', seed: 1 },
      {
        pairs: [{ a, b, kind: 'near', isMirrored: false, difference: 0 }],
        contents: Int32Array.from({ length: N }, (_, i) => i),
      },
    );
    expect(leakage).toMatchObject({ nTested: N, best: 'good' });
    expect(Object.keys(leakage!.scores.get('good')!)).toEqual(['r2', 'mae']);
    expect(leakage!.scores.get('good')!.mae!.mean).not.toBe(evaluation.metrics.mae!.mean);
  });
});

describe('splits that classes only stratify', () => {
  const protocol = { type: 'k-fold', folds: 5, repeats: 1 } as const;
  const classNames = ['common', 'rare'];

  it('spread a class over as many folds as it can be', () => {
    const y = Int32Array.from({ length: 20 }, (_, i) => Number(i < 3));
    const made = createFolds(protocol, { y, classNames, stratifiesOnly: true, seed: 0 });
    expect(made.map(({ test }) => test.length)).toEqual([4, 4, 4, 4, 4]);
    expect(made.map(({ test }) => test.filter((row) => row < 3).length).sort()).toEqual([0, 0, 1, 1, 1]);
    expect(() => createFolds(protocol, { y, classNames, seed: 0 })).toThrow('class "rare" has 3');
  });

  it('leave out a group that alone has a class', () => {
    const y = Int32Array.of(0, 0, 1, 1);
    const groups = ['a', 'a', 'b', 'b'];
    const made = createFolds(
      { type: 'leave-one-group-out' },
      { y, classNames, groups, stratifiesOnly: true, seed: 0 },
    );
    expect(made.map(({ test }) => [...test])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('need a sample, or a group, for each fold', () => {
    const y = new Int32Array(4);
    expect(() => createFolds(protocol, { y, classNames, stratifiesOnly: true, seed: 0 })).toThrow(
      'Cannot make 5 folds as there must be at least 5 samples: there are 4',
    );
    const groups = ['a', 'a', 'b', 'b', 'c', 'c'];
    const grouped = { y: new Int32Array(6), classNames, groups, stratifiesOnly: true, seed: 0 };
    expect(() => createFolds(protocol, grouped)).toThrow(
      'Cannot make 5 folds as there must be at least 5 groups: there are 3',
    );
  });
});
