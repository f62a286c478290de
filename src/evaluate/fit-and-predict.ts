import { setImmediate } from 'node:timers/promises';
import {
  type Features,
  InterruptedError,
  messageOf,
  selectRows,
  takeLabels,
  throwIfAborted,
} from '../core/index.ts';
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
  let doing = 'fit';
  try {
    const options = { seed, nClasses, ...(signal === undefined ? {} : { signal }) };
    const start = performance.now();
    const fitted = await candidate.create().fit(train.X, train.y, options);
    const fittedAt = performance.now();
    doing = 'predict with';
    const yPred = await fitted.predict(test.X);
    const predictedAt = performance.now();
    const proba = await fitted.predictProba?.(test.X);
    const clusters = await fitted.predictCluster?.(test.X);
    return {
      tested: {
        rows: test.rows,
        yTrue: test.y,
        yPred,
        nClasses,
        ...(proba === undefined ? {} : { proba }),
        ...(clusters === undefined ? {} : { clusters }),
      },
      warnings: fitted.warnings,
      fitMs: fittedAt - start,
      predictMs: predictedAt - fittedAt,
    };
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    const setting = JSON.stringify(candidate.params);
    throw new Error(`Cannot ${doing} the model with ${setting} on ${place}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
