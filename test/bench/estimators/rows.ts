import { type Matrix, matrix } from '../../../src/core/index.ts';
import {
  type Estimator,
  estimators,
  type FittedClassifier,
  FittedKMeans,
  FittedPca,
  transformers,
} from '../../../src/estimator/index.ts';
import { evaluateCell } from '../../../src/evaluate/index.ts';
import type { BenchData } from './data.ts';
import type { Timing } from './peer.ts';

/** One model on one data set, by both sides. */
export interface Row {
  readonly data: string;
  readonly model: string;
  /** What scikit-learn is given. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Which of the timings count as rows of the table. */
  readonly timed: readonly ('fit' | 'predict')[];
  /** What `quality` is: accuracy in percent where it is compared by points. */
  readonly quality: 'accuracy' | 'inertia' | 'explained variance';
  /** Our side. */
  run(data: BenchData): Promise<Timing>;
}

const THREADS = 2;
const paths = Array.from({ length: 9 }, (_, i) => 10 ** (i - 6));

const row = (
  data: string,
  model: string,
  timed: Row['timed'],
  params: Row['params'],
  run: Row['run'],
  quality: Row['quality'] = 'accuracy',
): Row => ({ data, model, timed, params, run, quality });

const both = ['fit', 'predict'] as const;

/** Every row of the table. */
export const rows: readonly Row[] = [
  ...['small', 'large', 'emoji'].map((data) =>
    row(
      data,
      'logistic-regression',
      both,
      { C: 0.01, max_iter: 1000 },
      fitted('logistic-regression', { C: 0.01, maxIterations: 1000 }),
    ),
  ),
  row(
    'many-classes',
    'logistic-regression',
    both,
    { C: 0.01, max_iter: 1000 },
    fitted('logistic-regression', { C: 0.01, maxIterations: 1000 }),
  ),
  row('small', 'logistic-regression-sweep', ['fit'], { Cs: paths, max_iter: 1000 }, sweep(paths)),
  row(
    'small',
    'logistic-regression-cv',
    ['fit'],
    { Cs: [0.001, 0.01, 0.1], folds: 3, max_iter: 1000 },
    search('logistic-regression', { C: [0.001, 0.01, 0.1] }, { maxIterations: 1000 }, 3),
  ),
  ...['small', 'large', 'emoji'].map((data) =>
    row(data, 'linear-svm', both, { C: 0.001 }, fitted('linear-svm', { C: 0.001 })),
  ),
  ...['small', 'emoji'].map((data) => row(data, 'svm', both, { C: 1 }, fitted('svm', { C: 1 }))),
  row(
    'small',
    'svm-grid',
    ['fit'],
    { C: [0.1, 1, 10], gamma: [1e-4, 3e-4, 1e-3], folds: 5 },
    search('svm', { C: [0.1, 1, 10], gamma: [1e-4, 3e-4, 1e-3] }, {}, 5),
  ),
  ...['small', 'large', 'emoji'].map((data) =>
    row(data, 'random-forest', both, { n_estimators: 100, threads: THREADS }, fitted('random-forest', {})),
  ),
  ...['small', 'large', 'emoji'].map((data) =>
    row(data, 'knn', ['predict'], { n_neighbors: 5, algorithm: 'brute' }, fitted('knn', { k: 5 })),
  ),
  ...['small', 'large'].map((data) =>
    row(data, 'gaussian-naive-bayes', both, {}, fitted('gaussian-naive-bayes', {})),
  ),
  ...['small', 'large'].map((data) =>
    row(data, 'nearest-centroid', both, {}, fitted('nearest-centroid', {})),
  ),
  ...['small', 'large'].map((data) =>
    row(data, 'k-means', ['fit'], { n_clusters: 10, n_init: 10 }, fitted('k-means', { k: 10 }), 'inertia'),
  ),
  ...['small', 'large'].map((data) =>
    row(data, 'pca', ['fit'], { n_components: 64 }, fittedPca(64), 'explained variance'),
  ),
];

function fitted(id: string, params: object): Row['run'] {
  return ({ X, y, testX, testY }) => {
    const entry = estimators.get(id);
    return timed(entry.create(entry.params.parse(params)), X, y, testX, testY);
  };
}

async function timed(
  estimator: Estimator,
  X: Matrix,
  y: Int32Array,
  testX: Matrix,
  testY: Int32Array,
): Promise<Timing> {
  let start = performance.now();
  const model: FittedClassifier = await estimator.fit(X, y);
  const fitSeconds = (performance.now() - start) / 1000;
  start = performance.now();
  const predicted = await model.predict(testX);
  const predictSeconds = (performance.now() - start) / 1000;
  const quality = model instanceof FittedKMeans ? -model.inertia : accuracy(predicted, testY);
  return { fitSeconds, predictSeconds, quality };
}

/** The models of a path over C; the last answers. */
function sweep(Cs: readonly number[]): Row['run'] {
  return async ({ X, y, testX, testY }) => {
    const entry = estimators.get('logistic-regression');
    let last: Timing | undefined;
    let fitSeconds = 0;
    for (const C of Cs) {
      last = await timed(entry.create(entry.params.parse({ C, maxIterations: 1000 })), X, y, testX, testY);
      fitSeconds += last.fitSeconds;
    }
    return { ...last!, fitSeconds };
  };
}

/** The search of an experiment's cell: every setting on every inner fold, then one fit of the best. */
function search(
  id: string,
  values: Readonly<Record<string, readonly number[]>>,
  fixed: object,
  folds: number,
): Row['run'] {
  const settings = Object.entries(values).reduce<readonly Record<string, unknown>[]>(
    (found, [key, list]) => found.flatMap((setting) => list.map((value) => ({ ...setting, [key]: value }))),
    [{ ...fixed }],
  );
  return async ({ X, y, testX, testY, nClasses }) => {
    const entry = estimators.get(id);
    const joined = matrix(X.rows + testX.rows, X.cols);
    joined.data.set(X.data);
    joined.data.set(testX.data, X.data.length);
    const labels = Int32Array.from([...y, ...testY]);
    const train = Int32Array.from({ length: X.rows }, (_, i) => i);
    const test = Int32Array.from({ length: testX.rows }, (_, i) => X.rows + i);
    const start = performance.now();
    const { metrics } = await evaluateCell({
      X: joined,
      y: labels,
      nClasses,
      folds: [{ train, test }],
      candidates: settings.map((params) => ({
        params,
        create: () => entry.create(entry.params.parse(params)),
      })),
      tune: { folds, metric: 'accuracy' },
      metrics: ['accuracy'],
      seed: 0,
    });
    return {
      fitSeconds: (performance.now() - start) / 1000,
      predictSeconds: 0,
      quality: metrics.accuracy!.mean,
    };
  };
}

function fittedPca(components: number): Row['run'] {
  return async ({ X, testX }) => {
    let start = performance.now();
    const model = await transformers.get('pca').create({ components }).fit(X);
    const fitSeconds = (performance.now() - start) / 1000;
    start = performance.now();
    await model.transform(testX);
    const predictSeconds = (performance.now() - start) / 1000;
    const shares = model instanceof FittedPca ? [...model.explainedVarianceRatio] : [];
    return { fitSeconds, predictSeconds, quality: shares.reduce((sum, share) => sum + share, 0) };
  };
}

function accuracy(predicted: Int32Array, expected: Int32Array): number {
  let right = 0;
  for (let i = 0; i < expected.length; i++) if (predicted[i] === expected[i]) right++;
  return right / expected.length;
}
