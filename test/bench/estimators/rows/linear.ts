import { estimators } from '../../../../src/estimator/index.ts';
import type { Timing } from '../peer.ts';
import { fitted, type Row, search, timed } from './row.ts';

const iterations = { max_iter: 1000 };
const path = Array.from({ length: 9 }, (_, i) => 10 ** (i - 6));
const bars: Readonly<Record<string, Row['bars']>> = { small: { fit: 1.6 }, large: { fit: 2.8 } };

/** Logistic regression. */
export const logisticRegressionRows: readonly Row[] = [
  ...['small', 'large', 'emoji', 'many-classes'].map(
    (data): Row => ({
      data,
      model: 'logistic-regression',
      timed: ['fit', 'predict'],
      bars: bars[data] ?? {},
      params: { C: 0.01, ...iterations },
      quality: 'accuracy',
      run: fitted('logistic-regression', { C: 0.01, maxIterations: 1000 }),
      reference: { id: 'logistic-regression', params: { C: 0.01 } },
    }),
  ),
  {
    data: 'small',
    model: 'logistic-regression-sweep',
    timed: ['fit'],
    bars: { fit: 2.5 },
    params: { Cs: path, ...iterations },
    quality: 'accuracy',
    run: sweep(path),
  },
  {
    data: 'small',
    model: 'logistic-regression-cv',
    timed: ['fit'],
    bars: { fit: 2.5 },
    params: { Cs: [0.001, 0.01, 0.1], folds: 3, ...iterations },
    quality: 'accuracy',
    run: search('logistic-regression', { C: [0.001, 0.01, 0.1] }, { maxIterations: 1000 }, 3),
  },
];

/** The models of a path over C; the last answers. */
function sweep(Cs: readonly number[]): Row['run'] {
  return async ({ X, y, testX, testY }) => {
    const entry = estimators.get('logistic-regression');
    let last: Timing | undefined;
    let fitSeconds = 0;
    for (const C of Cs) {
      last = await timed(entry.create(entry.params.parse({ C, maxIterations: 1000 })), X, y, testX, testY);
      fitSeconds += last.fitSeconds;
    }
    return { ...last!, fitSeconds };
  };
}
