import { setImmediate } from 'node:timers/promises';
import { InterruptedError, messageOf, throwIfAborted } from '../core/index.ts';
import type { FittedClassifier, TargetFitOptions } from '../estimator/index.ts';
import { fitOnTargets } from './fit-targets.ts';
import type { Part } from './part.ts';
import { scoreSamples } from './sample-scores.ts';
import type { Candidate, TestedFold } from './types.ts';

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
  /** Of the class ids, numbers or sets of labels alone, milliseconds. */
  readonly predictMs: number;
}

/** Fit a candidate on one part and predict another.
 * @throws {InterruptedError} If the signal is raised.
 * @throws {Error} What the model threw as `cause`, and in the message what was being done. */
export async function fitAndPredict(task: FitTask): Promise<FitOutcome> {
  const { candidate, seed, place, signal } = task;
  // A model that computes without waiting would otherwise never let a Ctrl-C arrive.
  await setImmediate();
  throwIfAborted(signal);
  const options = { seed, ...(signal === undefined ? {} : { signal }) };
  const start = performance.now();
  const fitted = await explained(`fit the model with ${settingOf(candidate)} on ${place}`, () =>
    fitCandidate(task, options),
  );
  const fitMs = performance.now() - start;
  const { tested, predictMs } = await fitted.predict();
  return { tested, warnings: fitted.warnings, fitMs, predictMs };
}

/** A model of any task, to be tested. */
interface FittedCandidate {
  readonly warnings: readonly string[];
  predict(): Promise<Pick<FitOutcome, 'tested' | 'predictMs'>>;
}

async function fitCandidate(task: FitTask, options: TargetFitOptions): Promise<FittedCandidate> {
  const { candidate, train, test, nClasses, place } = task;
  if (candidate.task === 'regression' || candidate.task === 'multi-label') {
    const { warnings, predict } = await fitOnTargets(candidate, train, options);
    return {
      warnings,
      predict: () =>
        explained(predicting(candidate, place), async () => {
          const { predictions, predictMs } = await predict(test);
          return { tested: { ...predictions, rows: test.rows }, predictMs };
        }),
    };
  }
  const fitted = await candidate.create().fit(train.X, train.y, { ...options, nClasses });
  return { warnings: fitted.warnings, predict: () => predictPart(fitted, () => train, test, task) };
}

/** Predict a part with a fitted classifier: class ids, and probabilities and clusters where it has them; and score its
 * samples by the metrics of features, against the part that the candidate was fitted on.
 * @param train gives that part where a metric wants it.
 * @throws {Error} What the model threw as `cause`, and in the message what was being done. */
export function predictPart(
  fitted: FittedClassifier,
  train: () => Part,
  test: Part,
  { candidate, nClasses, metrics, place }: Pick<FitTask, 'candidate' | 'nClasses' | 'metrics' | 'place'>,
): Promise<Pick<FitOutcome, 'tested' | 'predictMs'>> {
  return explained(predicting(candidate, place), async () => {
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

function predicting(candidate: Candidate, place: string): string {
  return `predict with the model with ${settingOf(candidate)} on ${place}`;
}

function settingOf({ params }: Candidate): string {
  return JSON.stringify(params);
}
