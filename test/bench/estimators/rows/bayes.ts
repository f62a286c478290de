import { fitted, type Row } from './row.ts';

/** Naive Bayes, discriminant analysis, nearest centroid. */
export const bayesRows: readonly Row[] = ['gaussian-naive-bayes', 'nearest-centroid'].flatMap((model) =>
  ['small', 'large'].map(
    (data): Row => ({
      data,
      model,
      timed: ['fit', 'predict'],
      params: {},
      quality: 'accuracy',
      run: fitted(model),
    }),
  ),
);
