import type { ResultCell, ResultInterval, Results } from '../result/index.ts';
import { count, formatNumber } from './format.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type Leakage = NonNullable<NonNullable<Results['dataQuality']>['leakage']>;
type CellPhrase = (view: ReportView, cell: ResultCell) => Phrase;

/** How many test samples leaked, and what the scores are without them.
 * @param cellPhrase says in words which cell it is. */
export function leakagePhrase(
  view: ReportView,
  { nLeaked, nTested, best }: Leakage,
  cellPhrase: CellPhrase,
): Phrase {
  const { results, chosen } = view;
  const leaked = phrase`${formatNumber(nLeaked)} of ${count(nTested, 'tested sample')} ${nLeaked === 1 ? 'has' : 'have'} a copy in the training part of ${nLeaked === 1 ? 'its' : 'their'} fold.`;
  const [before, after] = scores(view);
  if (before === undefined || after === undefined) return leaked;
  const other =
    best === results.answer.best
      ? phrase``
      : phrase`; the best is then ${cellPhrase(view, view.cell(best)!)}`;
  return phrase`${leaked} Without ${nLeaked === 1 ? 'it' : 'them'}, ${cellPhrase(view, chosen)} reaches ${view.metric.value(after.mean)} (95\u00a0% interval ${view.metric.range(after)}) instead of ${view.metric.value(before.mean)}${other}.`;
}

/** Of the chosen cell: as measured, and without leaked samples. */
function scores({ results, chosen, metric, score }: ReportView): readonly (ResultInterval | undefined)[] {
  const adjusted = results.dataQuality?.leakage?.cells.find(({ id }) => id === chosen.id);
  return [score(chosen), adjusted?.metrics[metric.id]];
}

/** A difference that changes what is read off a report: half a point. */
const NOTABLE = 0.005;

/** The warning beside the answer where leaked samples change it: another best cell, or another score. */
export function leakageWarning(view: ReportView, cellPhrase: CellPhrase): Phrase | undefined {
  const leakage = view.results.dataQuality?.leakage;
  if (leakage === undefined) return undefined;
  const [before, after] = scores(view);
  const isOther = leakage.best !== view.results.answer.best;
  const moves = before && after && Math.abs(after.mean - before.mean) >= NOTABLE;
  return isOther || moves
    ? phrase`Test samples leaked into training: ${leakagePhrase(view, leakage, cellPhrase)}`
    : undefined;
}
