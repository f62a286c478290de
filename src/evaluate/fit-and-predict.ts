import { setImmediate } from 'node:timers/promises';
import {
  type Features,
  InterruptedError,
  messageOf,
  selectRows,
  takeLabels,
  throwIfAborted,
} from '../core/index.ts';
import type { FittedClassifier } from '../estimator/index.ts';
import { scoreSamples } from './sample-scores.ts';
import type { Candidate, TestedFold } from './types.ts';

/** Some samples of a data set. */
export interface Part {
  /** Rows of the data set's X, (nSamples,). */
  readonly rows: Int32Array;
  readonly X: Features;
  readonly y: Int32Array;
}

/** Copy samples of a part.
 * @param indices into the part, not into the data set. */
export function takePart(part: Part, indices: Int32Array): Part {
  return {
    rows: takeLabels(part.rows, indices),
    X: selectRows(part.X, indices),
    y: takeLabels(part.y, indices),
  };
}

export interface FitTask {
  readonly candidate: Candidate;
  readonly train: Part;
  readonly test: Part;
  readonly nClasses: number;
  /** Those of features are computed here, as they need more than predictions. */
  readonly metrics: readonly string[];
  readonly seed: number;
  /** For the message of a failure: `fold 2 of 5`. */
  readonly place: string;
  readonly signal: AbortSignal | undefined;
}

export interface FitOutcome {
  readonly tested: TestedFold;
  readonly warnings: readonly string[];
  /** Milliseconds. */
  readonly fitMs: number;
  /** Of the class ids alone, milliseconds. */
  readonly predictMs: number;
}

/** Fit a candidate on one part and predict another.
 * @throws {InterruptedError} If the signal is raised.
 * @throws {Error} What the model threw as `cause`, and in the message what was being done. */
export async function fitAndPredict(task: FitTask): Promise<FitOutcome> {
  const { candidate, train, test, nClasses, seed, place, signal } = task;
  // A model that computes without waiting would otherwise never let a Ctrl-C arrive.
  await setImmediate();
  throwIfAborted(signal);
  const options = { seed, nClasses, ...(signal === undefined ? {} : { signal }) };
  const start = performance.now();
  const fitted = await explained(`fit the model with ${settingOf(candidate)} on ${place}`, () =>
    candidate.create().fit(train.X, train.y, options),
  );
  const fitMs = performance.now() - start;
  const { tested, predictMs } = await predictPart(fitted, () => train, test, task);
  return { tested, warnings: fitted.warnings, fitMs, predictMs };
}

/** Predict a part with a fitted candidate: class ids, and probabilities and clusters where it has them; and score its
 * samples by the metrics of features, against the part that the candidate was fitted on.
 * @param train gives that part where a metric wants it.
 * @throws {Error} What the model threw as `cause`, and in the message what was being done. */
export function predictPart(
  fitted: FittedClassifier,
  train: () => Part,
  test: Part,
  { candidate, nClasses, metrics, place }: Pick<FitTask, 'candidate' | 'nClasses' | 'metrics' | 'place'>,
): Promise<Pick<FitOutcome, 'tested' | 'predictMs'>> {
  return explained(`predict with the model with ${settingOf(candidate)} on ${place}`, async () => {
    const start = performance.now();
    const yPred = await fitted.predict(test.X);
    const predictMs = performance.now() - start;
    const proba = await fitted.predictProba?.(test.X);
    const clusters = await fitted.predictCluster?.(test.X);
    const sampleScores = await scoreSamples(metrics, fitted, train, test, clusters);
    const tested = {
      rows: test.rows,
      yTrue: test.y,
      yPred,
      nClasses,
      ...(proba === undefined ? {} : { proba }),
      ...(clusters === undefined ? {} : { clusters }),
      ...(sampleScores === undefined ? {} : { sampleScores }),
    };
    return { tested, predictMs };
  });
}

/** Do what models may fail at.
 * @param action for the message: `fit the model with {"C":1} on fold 2 of 5`.
 * @throws {InterruptedError} As it came. @throws {Error} What was thrown as `cause`, and in the message the action. */
export async function explained<Result>(action: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    throw new Error(`Cannot ${action}: ${messageOf(error)}`, { cause: error });
  }
}

function settingOf({ params }: Candidate): string {
  return JSON.stringify(params);
}
