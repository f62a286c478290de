import { fitted, type Row } from './row.ts';

/** Discriminant analyses and nearest centroid. On the large data scikit-learn's discriminant analyses take minutes. */
export const discriminantRows: readonly Row[] = [
  ...['small', 'many-classes'].map((data) => rowOf('linear-discriminant-analysis', data)),
  rowOf('linear-discriminant-analysis', 'small', '-shrunk', { shrinkage: 'auto' }),
  rowOf('quadratic-discriminant-analysis', 'small', '-shrunk', { shrinkage: 'auto' }),
  ...['small', 'large', 'many-classes'].map((data) => rowOf('nearest-centroid', data)),
  rowOf('nearest-centroid', 'small', '-shrunk', { shrinkThreshold: 1, priors: 'empirical' }),
  rowOf('nearest-centroid', 'small', '-manhattan', { metric: 'manhattan' }),
];

/** @param variant ends the row's name; the peer knows the settings by it. */
function rowOf(id: string, data: string, variant = '', params: object = {}): Row {
  return {
    data,
    model: `${id}${variant}`,
    timed: ['fit', 'predict'],
    params: {},
    quality: 'accuracy',
    run: fitted(id, params),
  };
}
