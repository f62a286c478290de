import { labelMatrix } from '../../../../src/core/index.ts';
import {
  LogisticRegression,
  OneVsRest,
  RandomForestRegression,
  type Regressor,
  RidgeRegression,
} from '../../../../src/estimator/index.ts';
import { r2 } from '../../../support/regression-data.ts';
import type { BenchData } from '../data.ts';
import type { Timing } from '../peer.ts';
import { accuracy, type Row, repeated, THREADS } from './row.ts';

let seed = 0;

/** Regressors, whose targets are the class ids as numbers, and one against the rest, whose labels are the classes. */
export const targetRows: readonly Row[] = [
  ...['small', 'large'].map(
    (data): Row => ({
      data,
      model: 'ridge-regression',
      timed: ['fit', 'predict'],
      params: { alpha: 100 },
      quality: 'explained variance',
      // the peer clamps nothing
      run: regressed(() => new RidgeRegression({ alpha: 100, clamp: false })),
    }),
  ),
  ...['small', 'emoji'].map(
    (data): Row => ({
      data,
      model: 'random-forest-regression',
      timed: ['fit', 'predict'],
      params: { n_estimators: 100, max_features: 1 / 3, n_jobs: THREADS },
      quality: 'explained variance',
      run: regressed(() => new RandomForestRegression()),
    }),
  ),
  {
    data: 'small',
    model: 'one-vs-rest',
    timed: ['fit', 'predict'],
    params: { C: 0.01, max_iter: 1000 },
    quality: 'accuracy',
    run: labelled,
  },
];

function regressed(create: () => Regressor): Row['run'] {
  return async ({ X, y, testX, testY }) => {
    const targets = Float64Array.from(y);
    const start = performance.now();
    const model = await create().fit(X, targets, { seed: seed++ });
    const fitSeconds = (performance.now() - start) / 1000;
    const [predictSeconds, predicted] = await repeated(() => model.predict(testX));
    return { fitSeconds, predictSeconds, quality: r2(predicted, Float64Array.from(testY)) };
  };
}

/** Fit one-vs-rest over logistic regression; its quality is the share of right answers, label by label. */
async function labelled({ X, y, testX, testY, nClasses }: BenchData): Promise<Timing> {
  const labels = oneHot(y, nClasses);
  const start = performance.now();
  const oneVsRest = new OneVsRest(() => new LogisticRegression({ C: 0.01, maxIterations: 1000 }));
  const model = await oneVsRest.fit(X, labelMatrix(y.length, nClasses, labels));
  const fitSeconds = (performance.now() - start) / 1000;
  const [predictSeconds, predicted] = await repeated(() => model.predict(testX));
  const quality = accuracy(Int32Array.from(predicted.data), Int32Array.from(oneHot(testY, nClasses)));
  return { fitSeconds, predictSeconds, quality };
}

function oneHot(y: Int32Array, nClasses: number): Uint8Array {
  const labels = new Uint8Array(y.length * nClasses);
  y.forEach((label, i) => {
    labels[i * nClasses + label] = 1;
  });
  return labels;
}
