import { fitted, type Row, search } from './row.ts';

/** Kernel SVMs. */
export const svmRows: readonly Row[] = [
  ...['small', 'emoji'].map(
    (data): Row => ({
      data,
      model: 'svm',
      timed: ['fit', 'predict'],
      bars: data === 'small' ? { fit: 2.5, predict: 5 } : {},
      params: { C: 1 },
      quality: 'accuracy',
      run: fitted('svm', { C: 1 }),
      reference: { id: 'svm', params: { C: 1 } },
    }),
  ),
  {
    data: 'small',
    model: 'svm-grid',
    timed: ['fit'],
    bars: { fit: 5 },
    params: { C: [0.1, 1, 10], gamma: [1e-4, 3e-4, 1e-3], folds: 5 },
    quality: 'accuracy',
    run: search('svm', { C: [0.1, 1, 10], gamma: [1e-4, 3e-4, 1e-3] }, {}, 5),
  },
];
