import { deriveSeed } from '../core/index.ts';
import { bootstrap } from './bootstrap/bootstrap.ts';
import { centredInterval } from './bootstrap/interval.ts';
import { createResampler } from './bootstrap/resampler.ts';
import { type FitOutcome, fitAndPredict, takePart } from './fit-and-predict.ts';
import { confusionMatrix } from './metrics/confusion-matrix.ts';
import { isComputable, metrics } from './metrics/registry.ts';
import { median } from './statistics.ts';

import { chooseCandidate } from './tune.ts';
import type { CellEvaluation, EvaluationInput, MetricResult, TestedFold } from './types.ts';

const RESAMPLES = 2000;

/** Evaluate one model on one feature space. In every fold the setting is chosen on inner folds of the training part,
 * the model is fitted anew on the whole training part, and the test part is predicted once.
 *
 * `metrics.*.mean` is the mean over folds; `ci95` a stratified bootstrap of the test samples around it, which says how
 * much the figure depends on the test samples at hand, not on the training samples. Warnings are those of the choice
 * and of the final fits.
 * @throws {RangeError} If X and y differ in length, there is no fold or no candidate, or a metric is unknown.
 * @throws {InterruptedError} If the signal is raised, between two fits at the latest.
 * @throws {Error} If a model fails; the message names the setting and the fold, `cause` is what it threw. */
export async function evaluateCell(input: EvaluationInput): Promise<CellEvaluation> {
  requireUsable(input);
  const { X, y, nClasses, folds, groups, seed, signal } = input;
  const all = { rows: Int32Array.from(y.keys()), X, y };
  const outcomes: FitOutcome[] = [];
  const chosen: CellEvaluation['chosen'][number][] = [];
  const warnings = new Set<string>();
  for (const [f, fold] of folds.entries()) {
    const train = takePart(all, fold.train);
    const at = { seed: deriveSeed(seed, 'fit', f), place: `fold ${f + 1} of ${folds.length}` };
    const trainGroups = groups && Array.from(fold.train, (i) => groups[i]);
    const choice = await chooseCandidate(train, trainGroups, input, at);
    const test = takePart(all, fold.test);
    const outcome = await fitAndPredict({
      candidate: choice.candidate,
      train,
      test,
      nClasses,
      signal,
      ...at,
    });
    outcomes.push(outcome);
    chosen.push(choice.candidate.params);
    for (const warning of [...choice.warnings, ...outcome.warnings]) warnings.add(warning);
  }
  const tested = outcomes.map((outcome) => outcome.tested);
  return {
    metrics: scoreCell(tested, input),
    confusion: sumMatrices(tested.map(confusionMatrix)),
    chosen,
    tested,
    fitMs: median(outcomes.map(({ fitMs }) => fitMs)),
    predictMs: median(outcomes.map(({ predictMs }) => predictMs)),
    warnings: [...warnings],
  };
}

function requireUsable({ X, y, folds, candidates, metrics: ids, tune }: EvaluationInput): void {
  if (X.rows !== y.length) {
    throw new RangeError(
      `Cannot evaluate the cell as X and y must have equal length: X has ${X.rows} rows, y has ${y.length} labels`,
    );
  }
  if (folds.length === 0)
    throw new RangeError('Cannot evaluate the cell as there must be a fold: there is none');
  if (candidates.length === 0) {
    throw new RangeError('Cannot evaluate the cell as there must be a candidate: there is none');
  }
  for (const id of [...ids, tune.metric]) metrics.get(id);
}

function scoreCell(
  tested: readonly TestedFold[],
  { metrics: ids, groups, seed }: EvaluationInput,
): Record<string, MetricResult> {
  const computable = ids
    .map((id) => metrics.get(id))
    .filter((metric) => tested.every((fold) => isComputable(metric, fold)));
  const resampler = createResampler(tested, deriveSeed(seed, 'bootstrap'), groups);
  const [distributions] = bootstrap([tested], computable, resampler, RESAMPLES);
  return Object.fromEntries(
    computable.map((metric, m) => {
      const { observed, perFold, resampled } = distributions![m]!;
      return [metric.id, { ...centredInterval(observed, resampled, metric.range), perFold }];
    }),
  );
}

function sumMatrices(matrices: readonly (readonly (readonly number[])[])[]): number[][] {
  return matrices[0]!.map((row, i) => row.map((_, j) => matrices.reduce((sum, m) => sum + m[i]![j]!, 0)));
}
