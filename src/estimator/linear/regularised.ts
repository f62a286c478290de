import { throwIfAborted } from '../../core/index.ts';
import { type LinearObjective, type Minimum, minimise } from '../../linalg/index.ts';

export interface RegularisedOptions {
  /** Inverse strength of the regularisation. */
  readonly C: number;
  readonly intercept: 'free' | 'regularised' | 'none';
  readonly tolerance: number;
  readonly maxIterations: number;
  readonly signal?: AbortSignal | undefined;
}

/** Minimise (loss(V, b) + ‖V‖² / (2C)) / nSamples from zero; a `regularised` intercept counts in the norm.
 * `tolerance` bounds the greatest component of this function's gradient, as in scikit-learn.
 * @throws {InterruptedError} If the signal is raised. */
export function fitRegularised(
  objective: LinearObjective,
  nSamples: number,
  { C, intercept, tolerance, maxIterations, signal }: RegularisedOptions,
): Promise<Minimum> {
  const nWeights = objective.nFeatures * objective.nOutputs;
  const nRegularised = intercept === 'regularised' ? objective.size : nWeights;
  return minimise(
    async (x, gradient) => {
      const loss = await objective.evaluate(x, gradient);
      if (intercept === 'none') gradient.fill(0, nWeights);
      let squares = 0;
      for (let i = 0; i < nRegularised; i++) {
        squares += x[i]! * x[i]!;
        gradient[i] = (gradient[i]! + x[i]! / C) / nSamples;
      }
      for (let i = nRegularised; i < x.length; i++) gradient[i]! /= nSamples;
      return (loss + squares / (2 * C)) / nSamples;
    },
    new Float64Array(objective.size),
    { maxIterations, tolerance, onIteration: () => throwIfAborted(signal) },
  );
}
