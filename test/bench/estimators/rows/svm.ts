import { Svm } from '../../../../src/estimator/index.ts';
import { dualObjectives } from '../../../support/svm-objective.ts';
import { fitted, type Row, search, timed } from './row.ts';

const grid = { C: [0.1, 1, 10], gamma: [1e-4, 3e-4, 1e-3] };

/** Kernel SVMs. At the large size scikit-learn takes minutes. */
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
    model: 'svm-linear',
    timed: ['fit', 'predict'],
    params: { C: 0.01 },
    quality: 'accuracy',
    run: fitted('svm', { C: 0.01, kernel: 'linear' }),
  },
  {
    data: 'small',
    model: 'svm-objective',
    timed: ['fit'],
    params: { C: 10 },
    quality: 'objective',
    // Of a model that was fitted outside the time measured: the row's quality has to be known at once.
    run: async ({ X, y, testX, testY }) => {
      const estimator = new Svm({ C: 10 });
      const objectives = await dualObjectives(await estimator.fit(X, y));
      const quality = -objectives.reduce((sum, objective) => sum + objective, 0);
      return timed(estimator, X, y, testX, testY, () => quality);
    },
  },
  ...['small', 'emoji'].map(
    (data): Row => ({
      data,
      model: 'nu-svm',
      timed: ['fit', 'predict'],
      params: { nu: 0.3 },
      quality: 'accuracy',
      run: fitted('nu-svm', { nu: 0.3 }),
    }),
  ),
  {
    data: 'small',
    model: 'svm-grid',
    timed: ['fit'],
    bars: { fit: 5 },
    params: { ...grid, folds: 5 },
    quality: 'accuracy',
    run: search('svm', grid, {}, 5),
  },
];
