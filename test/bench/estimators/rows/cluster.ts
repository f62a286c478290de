import { type Matrix, takeRows } from '../../../../src/core/index.ts';
import { KMeans, MiniBatchKMeans } from '../../../../src/estimator/index.ts';
import type { BenchData } from '../data.ts';
import type { Timing } from '../peer.ts';
import { type Row, timed } from './row.ts';

const bars: Readonly<Record<string, Row['bars']>> = { small: { fit: 1.6 }, large: { fit: 2.8 } };
const inertiaOf = ({ inertia }: { readonly inertia: number }) => inertia;

/** Clusterers. */
export const clusterRows: readonly Row[] = [
  ...['small', 'large'].map(
    (data): Row => ({
      data,
      model: 'k-means',
      timed: ['fit', 'predict'],
      bars: bars[data] ?? {},
      params: { n_clusters: 10, n_init: 10 },
      quality: 'inertia',
      run: ({ X, y, testX, testY }) => timed(new KMeans({ k: 10 }), X, y, testX, testY, inertiaOf),
      reference: { id: 'k-means', params: { k: 10 } },
    }),
  ),
  {
    data: 'many-classes',
    model: 'k-means',
    timed: ['fit', 'predict'],
    params: { n_clusters: 100, n_init: 3 },
    quality: 'inertia',
    run: ({ X, y, testX, testY }) => timed(new KMeans({ k: 100, nInit: 3 }), X, y, testX, testY, inertiaOf),
  },
  ...['small', 'large'].map(
    (data): Row => ({
      data,
      model: 'mini-batch-k-means',
      timed: ['fit', 'predict'],
      params: { n_clusters: 10 },
      quality: 'inertia',
      run: fromFirst,
    }),
  ),
];

/** Both sides start from the first samples, as one draw of centers may end 3 % above another. */
function fromFirst({ X, y, testX, testY }: BenchData): Promise<Timing> {
  const initialCenters = takeRows(X, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const estimator = new MiniBatchKMeans({ k: 10 });
  const started = {
    fit: (features: Matrix, labels: Int32Array) => estimator.fit(features, labels, { initialCenters }),
  };
  return timed(started, X, y, testX, testY, inertiaOf);
}
