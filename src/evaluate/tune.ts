import { deriveSeed } from '../core/index.ts';
import type { FitTask } from './fit-and-predict.ts';
import { isComputable, metrics, needOf } from './metrics/registry.ts';
import type { Part } from './part.ts';
import { innerFolds } from './splits/inner-folds.ts';
import { mean } from './statistics.ts';
import { testOneByOne, testTogether } from './test-candidates.ts';
import type { Candidate, EvaluationInput } from './types.ts';

/** The setting that did best, and what the report should say of the choice. */
export interface Choice {
  readonly candidate: Candidate;
  readonly warnings: readonly string[];
  /** On the inner folds, by the metric that was wanted; undefined where it was not computed. */
  readonly score?: number;
}

/** Choose the candidate with the best mean score over inner folds of a training part; of equals, the earlier.
 * A single candidate is chosen as it is, and scored only where cells are to be picked from. Where classifiers lack what
 * the metric needs, accuracy takes its place.
 * @param groups per sample of the training part.
 * @throws what {@link testOneByOne} or {@link testTogether} throws. */
export async function chooseCandidate(
  train: Part,
  groups: readonly (string | undefined)[] | undefined,
  input: EvaluationInput,
  at: Pick<FitTask, 'seed' | 'place'> & { readonly fold: number },
): Promise<Choice> {
  const { candidates, nClasses, targets, tune, selectionSeed } = input;
  const isOnly = candidates.length === 1;
  if (isOnly && selectionSeed === undefined) return { candidate: candidates[0]!, warnings: [] };
  const foldSeed = selectionSeed === undefined ? at.seed : deriveSeed(selectionSeed, at.fold);
  const stratifiesOnly = targets !== undefined;
  const { folds, warnings } = innerFolds(train.y, nClasses, groups, tune.folds, foldSeed, stratifiesOnly);
  const test = input.fitGrid === undefined ? testOneByOne : testTogether;
  const tested = await test(train, folds, input, at);
  const wanted = metrics.get(tune.metric);
  const usable = tested.flat().every((fold) => isComputable(wanted, fold));
  const metric = usable ? wanted : metrics.get('accuracy');
  const sign = metric.better === 'higher' ? 1 : -1;
  const scores = tested.map((folds) => sign * mean(folds.map((fold) => metric.compute(fold))));
  const best = scores.reduce((best, score, c) => (score > scores[best]! ? c : best), 0);
  return {
    candidate: candidates[best]!,
    ...(usable && folds.length > 0 && { score: sign * scores[best]! }),
    warnings: isOnly
      ? []
      : usable
        ? warnings
        : [
            ...warnings,
            `Settings were compared by accuracy, as the model gives no ${needOf(wanted)} for ${wanted.id}.`,
          ],
  };
}
