import { fitted, type Row, search } from './row.ts';

/** The default of RidgeClassifierCV. */
const alphas = [0.1, 1, 10];
const Cs = [1e-4, 1e-3, 1e-2];

/** Linear models with a margin, and least squares: linear SVM, ridge classifier. */
export const marginRows: readonly Row[] = [
  ...['small', 'large', 'emoji'].map(
    (data): Row => ({
      data,
      model: 'linear-svm',
      timed: ['fit', 'predict'],
      bars: { fit: 2.5 },
      params: { C: 0.001 },
      quality: 'accuracy',
      run: fitted('linear-svm', { C: 0.001 }),
    }),
  ),
  ...['small', 'large', 'emoji'].flatMap((data) => [
    svmRow(data, 'linear-svm-hinge', { loss: 'hinge' }, { loss: 'hinge' }),
    svmRow(
      data,
      'linear-svm-crammer-singer',
      { multi_class: 'crammer_singer' },
      { multiclass: 'crammer-singer' },
    ),
  ]),
  {
    data: 'small',
    model: 'linear-svm-cv',
    timed: ['fit'],
    params: { Cs, folds: 3 },
    quality: 'accuracy',
    run: search('linear-svm', { C: Cs }, {}, 3),
  },
  ...['small', 'large', 'emoji', 'many-classes'].map(
    (data): Row => ({
      data,
      model: 'ridge-classifier',
      timed: ['fit', 'predict'],
      params: { alpha: 10 },
      quality: 'accuracy',
      run: fitted('ridge-classifier', { alpha: 10 }),
    }),
  ),
  ...['small', 'emoji', 'many-classes'].map(
    (data): Row => ({
      data,
      model: 'ridge-classifier-cv',
      timed: ['fit'],
      params: { alphas },
      quality: 'accuracy',
      run: fitted('ridge-classifier', { alpha: alphas }),
    }),
  ),
];

function svmRow(data: string, model: string, params: object, ours: object): Row {
  return {
    data,
    model,
    timed: ['fit'],
    params: { C: 0.001, ...params },
    quality: 'accuracy',
    run: fitted('linear-svm', { C: 0.001, ...ours }),
  };
}
