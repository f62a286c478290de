import { createRng } from '../../src/core/index.ts';
import { parseResults, type ResultCell, type Results } from '../../src/result/index.ts';
import { resultsFixture } from './results-fixture.ts';

/** A result in which prices between 0 and 40 were predicted, as the fixture's accuracies were reached in R². */
export function regressionResults(): Results {
  const base = withoutClasses(resultsFixture(), 'r2');
  const rng = createRng(11);
  const actual = Array.from({ length: 594 }, () => 20 + 6 * rng.normal());
  const predictedBy = ({ id }: ResultCell) => {
    const { mean } = base.cells.find((cell) => cell.id === id)!.metrics.r2!;
    const spread = 6 * Math.sqrt(1 - mean);
    const predicted = actual.map((value) => value + spread * rng.normal());
    return { cell: id, nTested: 594, samples: actual.map((_, i) => `sample-${i}.png`), actual, predicted };
  };
  const cells = base.cells.map((cell) => {
    const error = (mean: number) => ({ mean, ci95: [0.95 * mean, 1.05 * mean] as const, perFold: [] });
    const mae = 6 * 0.8 * Math.sqrt(1 - cell.metrics.r2!.mean);
    const floor = cell.model.type === 'majority' && {
      model: { ...cell.model, type: 'mean', title: 'Mean' },
      metrics: { r2: { mean: -0.004, ci95: [-0.02, 0] as const, perFold: [] }, mae: error(4.8) },
    };
    return { ...cell, metrics: { ...cell.metrics, mae: error(mae), rmse: error(1.25 * mae) }, ...floor };
  });
  return parseResults({
    ...base,
    cells,
    dataset: {
      ...base.dataset,
      task: 'regression',
      targetName: 'price',
      numbers: { min: 1.234, max: 38.9, mean: 20.1, sd: 6.04 },
      classNames: ['1.2 to 19.9', '20 to 39'],
      classCounts: [297, 297],
    },
    evaluation: {
      ...base.evaluation,
      tune: { folds: 3, metric: 'r2' },
      metrics: [
        { id: 'r2', title: 'R²', better: 'higher' },
        { id: 'mae', title: 'MAE', better: 'lower' },
        { id: 'rmse', title: 'RMSE', better: 'lower' },
      ],
    },
    targets: { regression: best(base).map(predictedBy) },
  });
}

/** A result in which samples have any of five labels. */
export function multiLabelResults(): Results {
  const base = withoutClasses(resultsFixture(), 'labelAveragePrecision');
  const labelNames = ['blue', 'green', 'never named', 'red', 'yellow'];
  const labelCounts = [300, 120, 4, 60, 30];
  return parseResults({
    ...base,
    dataset: { ...base.dataset, task: 'multi-label', targetName: 'colours', labelNames, labelCounts },
    evaluation: {
      ...base.evaluation,
      tune: { folds: 3, metric: 'labelAveragePrecision' },
      metrics: [{ id: 'labelAveragePrecision', title: 'mAP', better: 'higher' }],
    },
    targets: {
      multiLabel: best(base).map(({ id }, place) => ({
        cell: id,
        nTested: 594,
        labels: labelNames.map((name, i) => {
          const support = labelCounts[i]!;
          if (name === 'never named') {
            return { name, support, predicted: 0, recall: 0, f1: 0, averagePrecision: 0.02 };
          }
          const found = 0.5 - 0.25 * place;
          return {
            name,
            support,
            predicted: support / 2,
            precision: 2 * found,
            recall: found,
            f1: (4 * found) / 3,
            averagePrecision: 0.75 - 0.25 * place,
          };
        }),
      })),
    },
  });
}

/** The best cell and the best baseline. */
function best({ answer, cells }: Results): readonly ResultCell[] {
  return [answer.best, answer.baseline].map((id) => cells.find((cell) => cell.id === id)!);
}

/** A result whose accuracies are called otherwise, and nothing of which is of classes. */
function withoutClasses({ answer, learningCurve, dataQuality, ...base }: Results, metric: string): Results {
  const { labelErrors: _, leakage, ...quality } = dataQuality!;
  return {
    ...base,
    cells: base.cells.map(({ confusion, metrics: { accuracy }, ...cell }) => ({
      ...cell,
      metrics: { [metric]: accuracy! },
    })),
    answer: { ...answer, metric },
    learningCurve: { ...learningCurve!, metric },
    dataQuality: {
      ...quality,
      leakage: {
        ...leakage!,
        cells: leakage!.cells.map(({ id, metrics: { accuracy } }) => ({
          id,
          metrics: { [metric]: accuracy! },
        })),
      },
    },
  };
}
