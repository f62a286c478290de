import { KMeans } from '../../../../src/estimator/index.ts';
import { type Row, timed } from './row.ts';

const bars: Readonly<Record<string, Row['bars']>> = { small: { fit: 1.6 }, large: { fit: 2.8 } };

/** Clusterers. */
export const clusterRows: readonly Row[] = ['small', 'large'].map((data) => ({
  data,
  model: 'k-means',
  timed: ['fit'],
  bars: bars[data] ?? {},
  params: { n_clusters: 10, n_init: 10 },
  quality: 'inertia',
  run: ({ X, y, testX, testY }) => timed(new KMeans({ k: 10 }), X, y, testX, testY, ({ inertia }) => inertia),
  reference: { id: 'k-means', params: { k: 10 } },
}));
