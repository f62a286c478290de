import { KnnDistance } from '../../../../src/estimator/index.ts';
import type { BenchData } from '../data.ts';
import type { Timing } from '../peer.ts';
import { fitted, type Row, search } from './row.ts';

const manyK = [1, 2, 3, 5, 10, 20, 50];

/** k nearest neighbours, to classify and to find anomalies. */
export const neighbourRows: readonly Row[] = [
  ...['small', 'large', 'emoji', 'many-classes'].map(
    (data): Row => ({
      data,
      model: 'knn',
      timed: ['predict'],
      bars: { predict: 1.3 },
      params: { n_neighbors: 5, algorithm: 'brute' },
      quality: 'accuracy',
      run: fitted('knn', { k: 5 }),
    }),
  ),
  {
    data: 'small',
    model: 'knn-auto',
    timed: ['predict'],
    bars: { predict: 1.3 },
    params: { n_neighbors: 5 },
    quality: 'accuracy',
    run: fitted('knn', { k: 5 }),
  },
  ...['small', 'large'].map(
    (data): Row => ({
      data,
      model: 'knn-cosine',
      timed: ['predict'],
      params: { n_neighbors: 20, metric: 'cosine', weights: 'distance' },
      quality: 'accuracy',
      run: fitted('knn', { k: 20, metric: 'cosine', weights: 'distance' }),
    }),
  ),
  {
    data: 'small',
    model: 'knn-grid',
    timed: ['fit'],
    params: { n_neighbors: manyK, folds: 5 },
    quality: 'accuracy',
    run: search('knn', { k: manyK }, {}, 5),
  },
  ...['small', 'large'].map(
    (data): Row => ({
      data,
      model: 'knn-distance',
      timed: ['predict'],
      params: { n_neighbors: 5 },
      quality: 'objective',
      run: detected,
    }),
  ),
];

/** Fit knn-distance and score the test part; what it compares is the sum of the scores. */
async function detected({ X, testX }: BenchData): Promise<Timing> {
  let start = performance.now();
  const model = await new KnnDistance({ k: 5 }).fit(X);
  const fitSeconds = (performance.now() - start) / 1000;
  start = performance.now();
  const scores = await model.score(testX);
  const predictSeconds = (performance.now() - start) / 1000;
  return { fitSeconds, predictSeconds, quality: scores.reduce((a, b) => a + b) };
}
