import { type Matrix, matrix } from '../../../../src/core/index.ts';
import {
  createGrid,
  type Estimator,
  estimators,
  type FittedClassifier,
} from '../../../../src/estimator/index.ts';
import { evaluateCell } from '../../../../src/evaluate/index.ts';
import type { BenchData } from '../data.ts';
import type { Timing } from '../peer.ts';

/** One model on one data set, by both sides. */
export interface Row {
  readonly data: string;
  /** Names the row, and the model in `peers/`. */
  readonly model: string;
  /** What scikit-learn is given. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Which of the timings count as rows of the table. */
  readonly timed: readonly Timed[];
  /** The least ratio scikit-learn ÷ Strata that will do; default 1, or 0.5 where both sides take under 0.3 s. */
  readonly bars?: Readonly<Partial<Record<Timed, number>>>;
  /** What `quality` is: shares and scores are compared by points, inertia and objective relatively. */
  readonly quality: Quality;
  /** Our side. */
  run(data: BenchData): Promise<Timing>;
  /** The model by another package, for `--mljs`. */
  readonly reference?: Reference;
}

export type Timed = 'fit' | 'predict';
export type Quality = 'accuracy' | 'explained variance' | 'mean score' | 'inertia' | 'objective';

/** A model of the registry by its `mljs` implementation. */
export interface Reference {
  readonly id: string;
  readonly params: object;
}

/** Threads of either side. */
export const THREADS = 2;

/** The model of a registry id, fitted and asked once. */
export function fitted(id: string, params: object = {}): Row['run'] {
  return ({ X, y, testX, testY }) => {
    const entry = estimators.get(id);
    return timed(entry.create(entry.params.parse(params)), X, y, testX, testY);
  };
}

/** Fit and predict once.
 * @param qualityOf what the row compares; default the accuracy. */
export async function timed<Model extends FittedClassifier>(
  estimator: { fit(X: Matrix, y: Int32Array): Promise<Model> } | Estimator,
  X: Matrix,
  y: Int32Array,
  testX: Matrix,
  testY: Int32Array,
  qualityOf: (model: Model, predicted: Int32Array) => number = (_, predicted) => accuracy(predicted, testY),
): Promise<Timing> {
  const start = performance.now();
  const model = (await estimator.fit(X, y)) as Model;
  const fitSeconds = (performance.now() - start) / 1000;
  const [predictSeconds, predicted] = await repeated(() => model.predict(testX));
  return { fitSeconds, predictSeconds, quality: qualityOf(model, predicted) };
}

/** Times that work of a few milliseconds is done, and all of them together in seconds, as on the other side. */
const [REPEATS, ENOUGH] = [7, 0.1];

/** Time what may take only milliseconds: the median of several times, and what it gave. */
export async function repeated<T>(work: () => Promise<T>): Promise<[number, T]> {
  const seconds: number[] = [];
  for (let total = 0; ; total += seconds.at(-1)!) {
    const start = performance.now();
    const result = await work();
    seconds.push((performance.now() - start) / 1000);
    if (seconds.length === REPEATS || total > ENOUGH) {
      return [seconds.sort((a, b) => a - b)[seconds.length >> 1]!, result];
    }
  }
}

/** The search of an experiment's cell: every setting on every inner fold, then one fit of the best.
 * @param values of each tuned parameter. @param fixed the other parameters. */
export function search(
  id: string,
  values: Readonly<Record<string, readonly number[]>>,
  fixed: object,
  folds: number,
): Row['run'] {
  const settings = Object.entries(values).reduce<readonly Record<string, unknown>[]>(
    (found, [key, list]) => found.flatMap((setting) => list.map((value) => ({ ...setting, [key]: value }))),
    [{ ...fixed }],
  );
  return async ({ X, y, testX, testY, nClasses }) => {
    const entry = estimators.get(id);
    const joined = matrix(X.rows + testX.rows, X.cols);
    joined.data.set(X.data);
    joined.data.set(testX.data, X.data.length);
    const labels = Int32Array.from([...y, ...testY]);
    const train = Int32Array.from({ length: X.rows }, (_, i) => i);
    const test = Int32Array.from({ length: testX.rows }, (_, i) => X.rows + i);
    const start = performance.now();
    const { metrics } = await evaluateCell({
      X: joined,
      y: labels,
      nClasses,
      folds: [{ train, test }],
      candidates: settings.map((params) => ({
        params,
        create: () => entry.create(entry.params.parse(params)),
      })),
      fitGrid: createGrid(
        [],
        entry,
        settings.map((params) => entry.params.parse(params)),
      ),
      tune: { folds, metric: 'accuracy' },
      metrics: ['accuracy'],
      seed: 0,
    });
    return {
      fitSeconds: (performance.now() - start) / 1000,
      predictSeconds: 0,
      quality: metrics.accuracy!.mean,
    };
  };
}

/** Share of the labels that are right. */
export function accuracy(predicted: Int32Array, expected: Int32Array): number {
  let right = 0;
  for (let i = 0; i < expected.length; i++) if (predicted[i] === expected[i]) right++;
  return right / expected.length;
}
