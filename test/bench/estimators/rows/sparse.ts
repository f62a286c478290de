import { fitted, type Row } from './row.ts';

/** Linear models on texts; naive Bayes stands with its family. */
export const sparseRows: readonly Row[] = [
  {
    data: 'sparse',
    model: 'logistic-regression',
    timed: ['fit', 'predict'],
    params: { C: 1, max_iter: 1000 },
    quality: 'accuracy',
    run: fitted('logistic-regression', { C: 1, maxIterations: 1000 }),
  },
  {
    data: 'sparse',
    model: 'linear-svm',
    timed: ['fit', 'predict'],
    params: { C: 1 },
    quality: 'accuracy',
    run: fitted('linear-svm', { C: 1 }),
  },
];
