import type { ResultCell, Results } from '../result/index.ts';
import { formatShare, metricStyle, quantityFormat } from './format.ts';
import { type Phrase, phrase } from './phrase.ts';
import { numbersPhrase } from './task.ts';
import type { ReportView } from './view.ts';

type Targets = NonNullable<Results['targets']>;

/** The numbers that a cell predicted, beside the actual ones. */
export interface PredictedNumbers extends Omit<NonNullable<Targets['regression']>[number], 'cell'> {
  readonly cell: ResultCell;
}

/** How a cell did on each label. */
export interface PredictedLabels extends Omit<NonNullable<Targets['multiLabel']>[number], 'cell'> {
  readonly cell: ResultCell;
}

/** What the chosen cell predicted, then the best baseline; nothing where no numbers were. */
export function numbersOf(view: ReportView): readonly PredictedNumbers[] {
  return chosenFirst(view, view.results.targets?.regression ?? []);
}

/** How the chosen cell did on each label, then the best baseline; nothing where samples have no sets of labels. */
export function labelsOf(view: ReportView): readonly PredictedLabels[] {
  return chosenFirst(view, view.results.targets?.multiLabel ?? []);
}

function chosenFirst<Item extends { readonly cell: string }>(
  { chosen, cell }: ReportView,
  items: readonly Item[],
): (Omit<Item, 'cell'> & { readonly cell: ResultCell })[] {
  return [...items]
    .sort((a, b) => Number(b.cell === chosen.id) - Number(a.cell === chosen.id))
    .map((item) => ({ ...item, cell: cell(item.cell)! }));
}

/** What the score means for the predictions: how far off numbers are, or how many labels are found.
 * @returns undefined where classes are predicted, of which the score says it. */
export function predictionsOf(view: ReportView): Phrase | undefined {
  return errorOf(view) ?? foundOf(view);
}

function errorOf({ results, chosen, metric, features }: ReportView): Phrase | undefined {
  const error = chosen.metrics.mae;
  if (results.dataset.numbers === undefined || error === undefined) return undefined;
  const style = metricStyle({ id: 'mae', title: 'MAE', better: 'lower' });
  const { rmse } = chosen.metrics;
  const floor = features.find(({ role }) => role === 'control')?.best.metrics.mae;
  const beside =
    floor === undefined ? '' : `; always saying the mean would be off by ${style.value(floor.mean)}`;
  const more = [
    ...(metric.id === 'mae' ? [] : [`95\u00a0% interval ${style.range(error)}`]),
    ...(metric.id === 'rmse' || rmse === undefined ? [] : [`RMSE ${style.value(rmse.mean)}`]),
  ];
  const inBrackets = more.length === 0 ? '' : ` (${more.join('; ')})`;
  return phrase`It predicts ${numbersPhrase(results)} to within ${style.value(error.mean)} on average${inBrackets}${beside}.`;
}

function foundOf(view: ReportView): Phrase | undefined {
  const [chosen] = labelsOf(view);
  if (chosen === undefined) return undefined;
  const sum = (value: (label: PredictedLabels['labels'][number]) => number) =>
    chosen.labels.reduce((total, label) => total + value(label), 0);
  const had = sum(({ support }) => support);
  const named = sum(({ predicted }) => predicted);
  const right = sum(({ support, recall = 0 }) => support * recall);
  if (had === 0) return undefined;
  const precision =
    named === 0 ? 'it names none' : `of those it names, ${formatShare(right / named)} are right`;
  return phrase`It finds ${formatShare(right / had)} of the labels that samples have; ${precision}.`;
}

/** How far off the predictions of a cell are. */
export interface ErrorSpread {
  readonly cell: ResultCell;
  /** Half of the predictions, and nine of ten, are off by at most so much. */
  readonly half: number;
  readonly nineTenths: number;
}

/** The spread of the errors of the chosen cell and of the best baseline. */
export function errorSpreads(view: ReportView): readonly ErrorSpread[] {
  return numbersOf(view).map(({ cell, actual, predicted }) => {
    const errors = actual.map((value, i) => Math.abs(predicted[i]! - value)).sort((a, b) => a - b);
    const within = (share: number) => errors[Math.max(Math.ceil(share * errors.length) - 1, 0)]!;
    return { cell, half: within(0.5), nineTenths: within(0.9) };
  });
}

/** A prediction that is far off. */
export interface Miss {
  readonly sample: string;
  readonly actual: number;
  readonly predicted: number;
}

/** The predictions of the chosen cell that are farthest off, each sample once. */
export function worstMisses(view: ReportView, n: number): readonly Miss[] {
  const [chosen] = numbersOf(view);
  if (chosen === undefined) return [];
  const misses = chosen.samples
    .map((sample, i): Miss => ({ sample, actual: chosen.actual[i]!, predicted: chosen.predicted[i]! }))
    .sort((a, b) => Math.abs(b.predicted - b.actual) - Math.abs(a.predicted - a.actual));
  const seen = new Set<string>();
  return misses.filter(({ sample }) => !seen.has(sample) && seen.add(sample)).slice(0, n);
}

/** How the numbers of a result are written. */
export function numberFormat({ results }: ReportView): (value: number) => string {
  return quantityFormat(results.dataset.numbers?.sd ?? 0);
}
