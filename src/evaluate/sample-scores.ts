import type { Features } from '../core/index.ts';
import type { FittedClassifier } from '../estimator/index.ts';
import { metrics } from './metrics/registry.ts';
import type { ClassPredictions } from './types.ts';

/** Labelled features. */
interface Labelled {
  readonly X: Features;
  readonly y: Int32Array;
}

/** Score every test sample by those metrics that need features, on the features that the model sees: after the
 * transforms that were fitted with it.
 * @param ids of the metrics asked for, of any kind.
 * @param train gives the part that the model was fitted on; called where a metric needs it.
 * @returns undefined where none of them needs features. */
export async function scoreSamples(
  ids: readonly string[],
  fitted: FittedClassifier,
  train: () => Labelled,
  test: Labelled,
  clusters: Int32Array | undefined,
): Promise<ClassPredictions['sampleScores']> {
  const wanted = ids.map((id) => metrics.get(id)).filter(({ perSample }) => perSample !== undefined);
  if (wanted.length === 0) return undefined;
  const seen = async (X: Features) => (await fitted.transform?.(X)) ?? X;
  const { X, y } = train();
  const fold = {
    trainX: await seen(X),
    trainY: y,
    testX: await seen(test.X),
    testY: test.y,
    ...(clusters === undefined ? {} : { clusters }),
  };
  const scores: Record<string, Float64Array> = {};
  for (const metric of wanted) scores[metric.id] = await metric.perSample!(fold);
  return scores;
}
