import type { ResolvedConfig } from '../config/index.ts';
import { deriveSeed, type Effects, InterruptedError, messageOf } from '../core/index.ts';
import {
  type CellEvaluation,
  learningCurve,
  type MeasuredSize,
  metrics,
  type ReducedFolds,
  reduceFolds,
  trainSizeOf,
} from '../evaluate/index.ts';
import type { Results } from '../result/index.ts';
import type { EvaluationData } from './cell-task.ts';
import type { Cell } from './cells.ts';
import { type CellsInput, evaluateCells } from './evaluate-cells.ts';

type LearningCurves = NonNullable<Results['learningCurve']>;

/** Each √2 times the one before, so that two steps double the data. */
const usualShares = [0.125, 0.18, 0.25, 0.35, 0.5, 0.71];

/** A size has at least so many samples a class, where the config names no sizes. */
const PER_CLASS = 2;

/** The same of all samples, where they have no class. */
const FEWEST = 10;

/** The training parts that a run's learning curve is measured with; none where it asks for no curve.
 * @throws {DataError} If a training part cannot be made as small as asked. */
export function planLearningCurve(
  { evaluation: { learningCurve: asked }, seed }: Pick<ResolvedConfig, 'evaluation' | 'seed'>,
  { folds, y, groups, nClasses, targets }: EvaluationData,
): ReducedFolds[] {
  if (asked === undefined) return [];
  const smallest = Math.min(...folds.map(({ train }) => train.length));
  const fewest = targets === undefined ? PER_CLASS * nClasses : FEWEST;
  const possible = usualShares.filter((share) => Math.round(share * smallest) >= fewest);
  const sizes = asked.sizes === undefined ? { shares: asked.shares ?? possible } : { sizes: asked.sizes };
  const draws = asked.draws ?? Math.ceil(5 / folds.length);
  return reduceFolds(sizes, draws, {
    folds,
    y,
    ...(groups && { groups }),
    seed: deriveSeed(seed, 'learning-curve'),
    stratifiesOnly: targets !== undefined,
  });
}

/** Evaluate the best cells of a finished run with less training data, and fit their learning curves.
 * A size at which a cell cannot be fitted is left out, with a warning.
 * @returns undefined where the config asks for no curve.
 * @throws {InterruptedError} If the user stops it; finished cells stay in the journal. */
export async function measureLearningCurves(
  input: Omit<CellsInput, 'cells'>,
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  effects: Effects,
): Promise<LearningCurves | undefined> {
  const { config, data } = input;
  const { learningCurve: asked, tune } = config.evaluation;
  if (asked === undefined) return undefined;
  const cells = curveCells(evaluations, tune.metric, asked.cells);
  const measured = new Map<Cell, MeasuredSize[]>(cells.map((cell) => [cell, []]));
  const warnings: string[] = [];
  const only = {
    ...config,
    evaluation: { ...config.evaluation, metrics: [tune.metric], selection: 'none' as const },
  };
  for (const { trainSize, folds } of planLearningCurve(config, data)) {
    const reduced = { ...input, cells, config: only, data: { ...data, folds } };
    try {
      const { evaluations } = await evaluateCells(reduced, effects);
      for (const [cell, evaluation] of evaluations) measured.get(cell)!.push({ trainSize, evaluation });
    } catch (error) {
      if (error instanceof InterruptedError) throw error;
      warnings.push(`The learning curve lacks ${trainSize} training samples: ${messageOf(error)}`);
    }
  }
  const trainSize = trainSizeOf(data.folds);
  return {
    metric: tune.metric,
    cells: cells.map((cell) => ({
      cell: cell.id,
      ...learningCurve([...measured.get(cell)!, { trainSize, evaluation: evaluations.get(cell)! }], {
        metric: tune.metric,
        seed: cell.seed,
        ...(data.groups && { groups: data.groups }),
      }),
    })),
    warnings,
  };
}

/** The best candidates by a metric, and the best baseline; where there is no candidate, the best baselines. */
function curveCells(
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  metric: string,
  count: number,
): readonly Cell[] {
  const sign = metrics.get(metric).better === 'higher' ? 1 : -1;
  const ranked = [...evaluations]
    .flatMap(([cell, { metrics }]) => {
      const score = metrics[metric]?.mean;
      return score === undefined ? [] : [{ cell, score: sign * score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ cell }) => cell);
  const candidates = ranked.filter(({ role }) => role === 'candidate').slice(0, count);
  const baselines = ranked.filter(({ role }) => role === 'baseline');
  return [...candidates, ...baselines.slice(0, candidates.length > 0 ? 1 : count)];
}
