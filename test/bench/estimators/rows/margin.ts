import { fitted, type Row } from './row.ts';

/** Linear models with a margin: linear SVM. */
export const marginRows: readonly Row[] = ['small', 'large', 'emoji'].map((data) => ({
  data,
  model: 'linear-svm',
  timed: ['fit', 'predict'],
  bars: { fit: 2.5 },
  params: { C: 0.001 },
  quality: 'accuracy',
  run: fitted('linear-svm', { C: 0.001 }),
}));
