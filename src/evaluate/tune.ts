import { type FitTask, fitAndPredict, type Part, takePart } from './fit-and-predict.ts';
import { isComputable, metrics, needOf } from './metrics/registry.ts';
import { innerFolds } from './splits/inner-folds.ts';
import { mean } from './statistics.ts';
import type { Candidate, EvaluationInput, TestedFold } from './types.ts';

/** The setting that did best, and what the report should say of the choice. */
export interface Choice {
  readonly candidate: Candidate;
  readonly warnings: readonly string[];
}

/** Choose the candidate with the best mean score over inner folds of a training part; of equals, the earlier.
 * A single candidate is chosen as it is. Where the models lack what the metric needs, accuracy takes its place.
 * @param groups per sample of the training part.
 * @throws what {@link fitAndPredict} throws. */
export async function chooseCandidate(
  train: Part,
  groups: readonly (string | undefined)[] | undefined,
  { candidates, nClasses, tune, signal }: EvaluationInput,
  { seed, place }: Pick<FitTask, 'seed' | 'place'>,
): Promise<Choice> {
  if (candidates.length === 1) return { candidate: candidates[0]!, warnings: [] };
  const { folds, warnings } = innerFolds(train.y, nClasses, groups, tune.folds, seed);
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
        seed,
        place: `inner fold ${inner + 1} of ${folds.length} in ${place}`,
        signal,
      });
      tested[c]!.push(outcome.tested);
    }
  }
  const wanted = metrics.get(tune.metric);
  const usable = tested.flat().every((fold) => isComputable(wanted, fold));
  const metric = usable ? wanted : metrics.get('accuracy');
  const sign = metric.better === 'higher' ? 1 : -1;
  const scores = tested.map((folds) => sign * mean(folds.map((fold) => metric.compute(fold))));
  const best = scores.reduce((best, score, c) => (score > scores[best]! ? c : best), 0);
  return {
    candidate: candidates[best]!,
    warnings: usable
      ? warnings
      : [
          ...warnings,
          `Settings were compared by accuracy, as the model gives no ${needOf(wanted)} for ${wanted.id}.`,
        ],
  };
}
