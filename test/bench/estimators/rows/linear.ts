import {
  crossValidatedLogisticRegression,
  type FittedLogisticRegression,
  LogisticRegression,
  logisticRegressionPath,
} from '../../../../src/estimator/index.ts';
import type { BenchData } from '../data.ts';
import { accuracy, fitted, type Row, search, timed } from './row.ts';

const iterations = { max_iter: 1000 };
const path = Array.from({ length: 9 }, (_, i) => 10 ** (i - 6));
const bars: Readonly<Record<string, Row['bars']>> = { small: { fit: 1.6 }, large: { fit: 2.8 } };

/** Logistic regression. */
export const logisticRegressionRows: readonly Row[] = [
  ...['small', 'large', 'emoji', 'many-classes'].map(
    (data): Row => ({
      data,
      model: 'logistic-regression',
      timed: ['fit', 'predict'],
      bars: bars[data] ?? {},
      params: { C: 0.01, ...iterations },
      quality: 'accuracy',
      run: fitted('logistic-regression', { C: 0.01, maxIterations: 1000 }),
      reference: { id: 'logistic-regression', params: { C: 0.01 } },
    }),
  ),
  ...[0.01, 1, 100].map(
    (C): Row => ({
      data: 'small',
      model: `logistic-regression-C${C}`,
      timed: ['fit'],
      params: { C, tol: 1e-6, max_iter: 10_000 },
      quality: 'objective',
      run: (data) => {
        const estimator = new LogisticRegression({ C, tolerance: 1e-6, maxIterations: 10_000 });
        const { X, y, testX, testY } = data;
        return timed(estimator, X, y, testX, testY, (model) => objective(model, data, { C, l1Ratio: 0 }));
      },
    }),
  ),
  {
    data: 'small',
    model: 'logistic-regression-one-vs-rest',
    timed: ['fit', 'predict'],
    params: { C: 0.01, ...iterations },
    quality: 'accuracy',
    run: fitted('logistic-regression', { C: 0.01, maxIterations: 1000, multiclass: 'one-vs-rest' }),
  },
  {
    data: 'emoji',
    model: 'logistic-regression-l1',
    timed: ['fit', 'predict'],
    params: { C: 0.1, ...iterations },
    quality: 'objective',
    run: (data) => {
      const estimator = new LogisticRegression({ C: 0.1, penalty: 'l1', maxIterations: 1000 });
      const { X, y, testX, testY } = data;
      return timed(estimator, X, y, testX, testY, (model) => objective(model, data, { C: 0.1, l1Ratio: 1 }));
    },
  },
  {
    data: 'small',
    model: 'logistic-regression-sweep',
    timed: ['fit'],
    bars: { fit: 2.5 },
    params: { Cs: path, ...iterations },
    quality: 'accuracy',
    run: sweep(path),
  },
  {
    data: 'small',
    model: 'logistic-regression-cv',
    timed: ['fit'],
    bars: { fit: 2.5 },
    params: { Cs: [0.001, 0.01, 0.1], folds: 3, ...iterations },
    quality: 'accuracy',
    run: search('logistic-regression', { C: [0.001, 0.01, 0.1] }, { maxIterations: 1000 }, 3),
  },
  {
    data: 'small',
    model: 'logistic-regression-search',
    timed: ['fit'],
    bars: { fit: 2.5 },
    params: { Cs: path, folds: 5, ...iterations },
    quality: 'accuracy',
    run: crossValidated(path),
  },
];

/** The models of a path over C; the last answers. */
function sweep(Cs: readonly number[]): Row['run'] {
  return async ({ X, y, testX, testY }) => {
    const start = performance.now();
    const models = await logisticRegressionPath(X, y, { Cs, maxIterations: 1000 });
    const fitSeconds = (performance.now() - start) / 1000;
    return answered(models.at(-1)!, fitSeconds, testX, testY);
  };
}

/** The best of several C by five folds. */
function crossValidated(Cs: readonly number[]): Row['run'] {
  return async ({ X, y, testX, testY }) => {
    const start = performance.now();
    const { model } = await crossValidatedLogisticRegression(X, y, { Cs, folds: 5, maxIterations: 1000 });
    const fitSeconds = (performance.now() - start) / 1000;
    return answered(model, fitSeconds, testX, testY);
  };
}

async function answered(
  model: FittedLogisticRegression,
  fitSeconds: number,
  testX: BenchData['testX'],
  testY: Int32Array,
) {
  const start = performance.now();
  const predicted = await model.predict(testX);
  const predictSeconds = (performance.now() - start) / 1000;
  return { fitSeconds, predictSeconds, quality: accuracy(predicted, testY) };
}

/** What a fit on the training part minimises, in float64. */
function objective(
  { weights, intercept }: FittedLogisticRegression,
  { X, y }: BenchData,
  { C, l1Ratio }: { readonly C: number; readonly l1Ratio: number },
): number {
  let total = 0;
  const logits = new Float64Array(weights.rows);
  for (let i = 0; i < X.rows; i++) {
    for (let k = 0; k < weights.rows; k++) {
      logits[k] = intercept[k]!;
      for (let j = 0; j < X.cols; j++) logits[k]! += X.data[i * X.cols + j]! * weights.data[k * X.cols + j]!;
    }
    const own = logits[y[i]!]!;
    total += Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - own), 0));
  }
  for (const weight of weights.data) {
    total += (l1Ratio * Math.abs(weight) + ((1 - l1Ratio) * weight * weight) / 2) / C;
  }
  return total;
}
