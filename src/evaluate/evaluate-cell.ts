import { countTargets, deriveSeed } from '../core/index.ts';
import { type FitOutcome, fitAndPredict } from './fit-and-predict.ts';
import { confusionMatrix } from './metrics/confusion-matrix.ts';
import { metrics } from './metrics/registry.ts';
import { takePart } from './part.ts';
import { isOfClasses } from './predictions.ts';
import { scoreFolds } from './score-folds.ts';
import { median } from './statistics.ts';
import { chooseCandidate } from './tune.ts';
import type { CellEvaluation, EvaluationInput } from './types.ts';

/** Evaluate one model on one feature space. In every fold the setting is chosen on inner folds of the training part,
 * the model is fitted anew on the whole training part, and the test part is predicted once.
 *
 * `metrics.*.mean` is the mean over folds; `ci95` says where it would come out on other data of this kind, by a
 * stratified bootstrap of the test samples with the share of the training samples added ({@link metricInterval}).
 * Warnings are those of the choice and of the final fits.
 * @throws {RangeError} If X, y and targets differ in length, there is no fold or no candidate, or a metric is unknown or of
 * another task.
 * @throws {InterruptedError} If the signal is raised, between two fits at the latest.
 * @throws {Error} If a model fails; the message names the setting and the fold, `cause` is what it threw. */
export async function evaluateCell(input: EvaluationInput): Promise<CellEvaluation> {
  requireUsable(input);
  const { X, y, nClasses, targets, folds, groups, seed, signal } = input;
  const all = { rows: Int32Array.from(y.keys()), X, y, ...(targets && { targets }) };
  const outcomes: FitOutcome[] = [];
  const chosen: CellEvaluation['chosen'][number][] = [];
  const innerScores: (number | undefined)[] = [];
  const warnings = new Set<string>();
  for (const [f, fold] of folds.entries()) {
    const train = takePart(all, fold.train);
    const at = { seed: deriveSeed(seed, 'fit', f), place: `fold ${f + 1} of ${folds.length}` };
    const trainGroups = groups && Array.from(fold.train, (i) => groups[i]);
    const choice = await chooseCandidate(train, trainGroups, input, { ...at, fold: f });
    const test = takePart(all, fold.test);
    const outcome = await fitAndPredict({
      candidate: choice.candidate,
      train,
      test,
      nClasses,
      metrics: input.metrics,
      signal,
      ...at,
    });
    outcomes.push(outcome);
    chosen.push(choice.candidate.params);
    innerScores.push(choice.score);
    for (const warning of [...choice.warnings, ...outcome.warnings]) warnings.add(warning);
  }
  const tested = outcomes.map((outcome) => outcome.tested);
  const ofClasses = tested.filter(isOfClasses);
  return {
    metrics: scoreFolds(tested, input),
    ...(ofClasses.length > 0 && { confusion: sumMatrices(ofClasses.map(confusionMatrix)) }),
    chosen,
    ...(input.selectionSeed === undefined ? {} : { innerScores }),
    tested,
    fitMs: median(outcomes.map(({ fitMs }) => fitMs)),
    predictMs: median(outcomes.map(({ predictMs }) => predictMs)),
    warnings: [...warnings],
  };
}

function requireUsable({ X, y, targets, folds, candidates, metrics: ids, tune }: EvaluationInput): void {
  if (X.rows !== y.length) {
    throw new RangeError(
      `Cannot evaluate the cell as X and y must have equal length: X has ${X.rows} rows, y has ${y.length} labels`,
    );
  }
  if (targets !== undefined && countTargets(targets) !== y.length) {
    throw new RangeError(
      `Cannot evaluate the cell as X and targets must have equal length: X has ${X.rows} rows, there are ${countTargets(targets)} targets`,
    );
  }
  if (folds.length === 0)
    throw new RangeError('Cannot evaluate the cell as there must be a fold: there is none');
  if (candidates.length === 0) {
    throw new RangeError('Cannot evaluate the cell as there must be a candidate: there is none');
  }
  const task = targets?.task ?? 'classification';
  for (const id of [...ids, tune.metric]) {
    const metric = metrics.get(id);
    if (metric.task === task) continue;
    throw new RangeError(
      `Cannot evaluate the cell by ${id} as its task must be ${task}: it is ${metric.task}`,
    );
  }
}

function sumMatrices(matrices: readonly (readonly (readonly number[])[])[]): number[][] {
  return matrices[0]!.map((row, i) => row.map((_, j) => matrices.reduce((sum, m) => sum + m[i]![j]!, 0)));
}
