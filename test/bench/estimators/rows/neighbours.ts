import { fitted, type Row } from './row.ts';

/** k nearest neighbours. */
export const neighbourRows: readonly Row[] = ['small', 'large', 'emoji'].map((data) => ({
  data,
  model: 'knn',
  timed: ['predict'],
  bars: { predict: 1.3 },
  params: { n_neighbors: 5, algorithm: 'brute' },
  quality: 'accuracy',
  run: fitted('knn', { k: 5 }),
}));
