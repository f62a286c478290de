import { setImmediate } from 'node:timers/promises';
import { FLOAT32_NOISE } from './lbfgs.ts';
import type { EvaluationRequest, LinearObjective, LinearProblems } from './types.ts';

interface Waiting extends EvaluationRequest {
  resolve(loss: number): void;
  reject(error: unknown): void;
}

/** One objective per problem; what several of them are asked for in the same turn of the event loop is evaluated
 * together. Minimisers that run at the same time thereby go on in step, and one that ends leaves the others as they are. */
export function lockstep(problems: LinearProblems): LinearObjective[] {
  const { count, nFeatures, nOutputs } = problems;
  const shape = { nFeatures, nOutputs, size: (nFeatures + 1) * nOutputs, noise: FLOAT32_NOISE };
  if (count === 1) return [{ ...shape, evaluate: evaluateAlone(problems) }];
  let waiting: Waiting[] = [];
  const flush = async () => {
    await setImmediate();
    const together = waiting;
    waiting = [];
    try {
      const losses = await problems.evaluate(together);
      together.forEach(({ resolve }, i) => {
        resolve(losses[i]!);
      });
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  };
  return Array.from({ length: count }, (_, problem) => ({
    ...shape,
    evaluate: (parameters, gradient) =>
      new Promise((resolve, reject) => {
        waiting.push({ problem, parameters, gradient, resolve, reject });
        if (waiting.length === 1) void flush();
      }),
  }));
}

function evaluateAlone(problems: LinearProblems): LinearObjective['evaluate'] {
  return async (parameters, gradient) =>
    (await problems.evaluate([{ problem: 0, parameters, gradient }]))[0]!;
}
