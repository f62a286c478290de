import type { ResultInterval, Results } from '../result/index.ts';
import { cellPhrase } from './cell-phrase.ts';
import { count, formatNumber } from './format.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type Leakage = NonNullable<NonNullable<Results['dataQuality']>['leakage']>;

/** How many test samples leaked, and what the scores are without them. */
export function leakagePhrase(view: ReportView, { nLeaked, nTested, best }: Leakage): Phrase {
  const { results, chosen } = view;
  const leaked = phrase`${formatNumber(nLeaked)} of ${count(nTested, 'tested sample')} ${nLeaked === 1 ? 'has' : 'have'} a copy in the training part of ${nLeaked === 1 ? 'its' : 'their'} fold.`;
  const [before, after] = scores(view);
  if (before === undefined || after === undefined) return leaked;
  const other =
    best === results.answer.best
      ? phrase``
      : phrase`; the best is then ${cellPhrase(view, view.cell(best)!)}`;
  return phrase`${leaked} Without ${nLeaked === 1 ? 'it' : 'them'}, ${cellPhrase(view, chosen)} reaches ${view.metric.named(after.mean)} (95\u00a0% interval ${view.metric.range(after)}) instead of ${view.metric.value(before.mean)}${other}.`;
}

/** Of the chosen cell: as measured, and without leaked samples. */
function scores({ results, chosen, metric, score }: ReportView): readonly (ResultInterval | undefined)[] {
  const adjusted = results.dataQuality?.leakage?.cells.find(({ id }) => id === chosen.id);
  return [score(chosen), adjusted?.metrics[metric.id]];
}

/** The warning beside the answer where leaked samples change it: another best cell, or another score. */
export function leakageWarning(view: ReportView): Phrase | undefined {
  const leakage = view.results.dataQuality?.leakage;
  if (leakage === undefined) return undefined;
  const [before, after] = scores(view);
  const isOther = leakage.best !== view.results.answer.best;
  const moves = before && after && Math.abs(after.mean - before.mean) >= view.metric.notable(before.mean);
  return isOther || moves
    ? phrase`Test samples leaked into training: ${leakagePhrase(view, leakage)}`
    : undefined;
}
