import { fitted, type Row, THREADS } from './row.ts';

/** Forests. */
export const forestRows: readonly Row[] = ['small', 'large', 'emoji'].map((data) => ({
  data,
  model: 'random-forest',
  timed: ['fit', 'predict'],
  params: { n_estimators: 100, n_jobs: THREADS },
  quality: 'accuracy',
  run: fitted('random-forest'),
  reference: { id: 'random-forest', params: {} },
}));
