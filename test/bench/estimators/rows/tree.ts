import type { Matrix } from '../../../../src/core/index.ts';
import { ExtraTrees, IsolationForest, RandomForest } from '../../../../src/estimator/index.ts';
import type { BenchData } from '../data.ts';
import type { Timing } from '../peer.ts';
import { type Row, repeated, THREADS, timed } from './row.ts';

let seed = 0;

/** Forests. */
export const forestRows: readonly Row[] = [
  ...Object.entries({ 'random-forest': RandomForest, 'extra-trees': ExtraTrees }).flatMap(([model, Forest]) =>
    ['small', 'large', 'emoji'].map(
      (data): Row => ({
        data,
        model,
        timed: ['fit', 'predict'],
        params: { n_estimators: 100, n_jobs: THREADS },
        quality: 'accuracy',
        run: ({ X, y, testX, testY }) => timed(anew(new Forest()), X, y, testX, testY),
        ...(model === 'random-forest' && { reference: { id: model, params: {} } }),
      }),
    ),
  ),
  ...['small', 'large', 'emoji'].map(
    (data): Row => ({
      data,
      model: 'isolation-forest',
      timed: ['fit', 'predict'],
      params: { n_estimators: 400, n_jobs: THREADS },
      quality: 'mean score',
      run: detected,
    }),
  ),
];

/** With random numbers of its own at each fit, as scikit-learn. */
function anew(forest: RandomForest | ExtraTrees) {
  return { fit: (X: Matrix, y: Int32Array) => forest.fit(X, y, { seed: seed++ }) };
}

/** Fit isolation-forest and score the test part. */
async function detected({ X, testX }: BenchData): Promise<Timing> {
  const start = performance.now();
  const model = await new IsolationForest({ nEstimators: 400 }).fit(X, { seed: seed++ });
  const fitSeconds = (performance.now() - start) / 1000;
  const [predictSeconds, scores] = await repeated(() => model.score(testX));
  return { fitSeconds, predictSeconds, quality: scores.reduce((a, b) => a + b) / scores.length };
}
