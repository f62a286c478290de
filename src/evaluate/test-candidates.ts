import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../core/index.ts';
import { explained, type FitTask, fitAndPredict, predictPart } from './fit-and-predict.ts';
import { type Part, takePart } from './part.ts';
import type { EvaluationInput, Fold, TestedFold } from './types.ts';

/** Test every candidate on every inner fold of a training part, fit by fit.
 * @returns tested[candidate][fold].
 * @throws what {@link fitAndPredict} throws. */
export async function testOneByOne(
  train: Part,
  folds: readonly Fold[],
  { candidates, nClasses, tune, signal }: EvaluationInput,
  { seed, place }: Pick<FitTask, 'seed' | 'place'>,
): Promise<TestedFold[][]> {
  const tested: TestedFold[][] = candidates.map(() => []);
  for (const [inner, fold] of folds.entries()) {
    const innerTrain = takePart(train, fold.train);
    const innerTest = takePart(train, fold.test);
    for (const [c, candidate] of candidates.entries()) {
      const outcome = await fitAndPredict({
        candidate,
        train: innerTrain,
        test: innerTest,
        nClasses,
        metrics: [tune.metric],
        seed,
        place: innerPlace(inner, folds, place),
        signal,
      });
      tested[c]!.push(outcome.tested);
    }
  }
  return tested;
}

/** As {@link testOneByOne}, with all fits at once by `fitGrid`.
 * @throws {InterruptedError} If the signal is raised.
 * @throws {Error} What a model threw as `cause`; where a fit fails, the message names all settings. */
export async function testTogether(
  train: Part,
  folds: readonly Fold[],
  { candidates, fitGrid, nClasses, tune, signal }: EvaluationInput,
  { seed, place }: Pick<FitTask, 'seed' | 'place'>,
): Promise<TestedFold[][]> {
  const tested: TestedFold[][] = candidates.map(() => []);
  if (folds.length === 0) return tested;
  await setImmediate();
  throwIfAborted(signal);
  const settings = candidates.map(({ params }) => JSON.stringify(params)).join(', ');
  const trainParts = folds.map((fold) => fold.train);
  const options = { seed, nClasses, ...(signal === undefined ? {} : { signal }) };
  const models = await explained(`fit the models with ${settings} on the inner folds of ${place}`, () =>
    fitGrid!(train.X, train.y, trainParts, options),
  );
  for (const [inner, fold] of folds.entries()) {
    const innerTrain = () => takePart(train, fold.train);
    const innerTest = takePart(train, fold.test);
    for (const [c, candidate] of candidates.entries()) {
      throwIfAborted(signal);
      const task = {
        candidate,
        nClasses,
        metrics: [tune.metric],
        place: innerPlace(inner, folds, place),
      };
      tested[c]!.push((await predictPart(models[inner]![c]!, innerTrain, innerTest, task)).tested);
    }
  }
  return tested;
}

function innerPlace(inner: number, folds: readonly Fold[], place: string): string {
  return `inner fold ${inner + 1} of ${folds.length} in ${place}`;
}
