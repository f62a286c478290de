import type { Targets } from '../core/index.ts';
import type { Dataset } from '../dataset/index.ts';
import { type Answer, type CellEvaluation, scoreLabels, type TestedFold } from '../evaluate/index.ts';
import type { Results } from '../result/index.ts';
import type { Cell } from './cells.ts';

type TargetResults = NonNullable<Results['targets']>;

/** Predictions of a cell that results.json holds at most. */
const LISTED = 2000;

/** How the best cell and the best baseline predicted numbers or sets of labels, for `results.json`.
 * @param evaluations of the cells that the answer is of.
 * @returns nothing where classes were predicted. */
export function targetResults(
  { best, baseline }: Answer,
  evaluations: ReadonlyMap<Cell, CellEvaluation>,
  { samples, labelNames = [] }: Dataset,
  kept: Int32Array,
): Pick<Results, 'targets'> {
  const cells = [...evaluations]
    .filter(([{ id }]) => id === best || id === baseline)
    .sort(([{ id }]) => (id === best ? -1 : 1));
  const idOf = (row: number) => samples[kept[row]!]!.id;
  const regression = cells.flatMap(([{ id }, { tested }]) => {
    const folds = tested.filter((fold) => fold.task === 'regression');
    return folds.length === 0 ? [] : [{ cell: id, ...thinned(folds, idOf) }];
  });
  const multiLabel = cells.flatMap(([{ id }, { tested }]) => {
    const folds = tested.filter((fold) => fold.task === 'multi-label');
    if (folds.length === 0) return [];
    const nTested = folds.reduce((sum, { rows }) => sum + rows.length, 0);
    const labels = scoreLabels(folds).map((scores, label) => ({ name: labelNames[label]!, ...scores }));
    return [{ cell: id, nTested, labels }];
  });
  if (regression.length === 0 && multiLabel.length === 0) return {};
  return {
    targets: { ...(regression.length > 0 && { regression }), ...(multiLabel.length > 0 && { multiLabel }) },
  };
}

/** Predictions of all folds, fold after fold; of many, evenly many are left out. */
function thinned(
  folds: readonly Extract<TestedFold, { task: 'regression' }>[],
  idOf: (row: number) => string,
): Omit<NonNullable<TargetResults['regression']>[number], 'cell'> {
  const points = folds.flatMap(({ rows, yTrue, yPred }) =>
    Array.from(rows, (row, i) => ({ row, actual: yTrue[i]!, predicted: yPred[i]! })),
  );
  const nShown = Math.min(points.length, LISTED);
  const shown = Array.from({ length: nShown }, (_, k) => points[Math.floor((k * points.length) / nShown)]!);
  return {
    nTested: points.length,
    samples: shown.map(({ row }) => idOf(row)),
    actual: shown.map(({ actual }) => actual),
    predicted: shown.map(({ predicted }) => predicted),
  };
}

/** What `dataset` of results.json says of numbers or sets of labels.
 * @param targets of the samples that are used; undefined where they have classes. */
export function describeTargets(
  targets: Targets | undefined,
  { labelNames = [] }: Pick<Dataset, 'labelNames'>,
): Pick<Results['dataset'], 'task' | 'numbers' | 'labelNames' | 'labelCounts'> {
  if (targets === undefined) return {};
  if (targets.task === 'regression') return { task: targets.task, numbers: summarise(targets.values) };
  const { data, cols } = targets.Y;
  const labelCounts = new Array<number>(cols).fill(0);
  data.forEach((has, at) => {
    labelCounts[at % cols]! += has;
  });
  return { task: targets.task, labelNames, labelCounts };
}

function summarise(values: Float64Array): NonNullable<Results['dataset']['numbers']> {
  const sorted = values.toSorted();
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / Math.max(values.length - 1, 1));
  return { min: sorted[0]!, max: sorted.at(-1)!, mean, sd };
}
