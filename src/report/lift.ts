import type { ResultInterval } from '../result/index.ts';
import { cellPhrase } from './cell-phrase.ts';
import { count, formatNumber } from './format.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** What the lift of the best candidate over the best baseline says. Both were picked for their scores, so it is sure only
 * where the comparison of the two holds among all comparisons of the run: the one that decides which cells are as good.
 * Where it does not, but the interval of this comparison alone excludes 0, the sign is probable. */
export type Verdict =
  | 'better'
  | 'probably-better'
  | 'unclear'
  | 'probably-worse'
  | 'worse'
  | 'no-baseline'
  | 'no-candidate';

/** Read the lift, in which more is better whatever the metric. */
export function verdictOf(view: ReportView): Verdict {
  const { liftOverBaseline: lift } = view.results.answer;
  if (view.chosen.role !== 'candidate') return 'no-candidate';
  if (lift === undefined) return 'no-baseline';
  const [low, high] = lift.ci95;
  const comparison = comparisonWith(view, view.results.answer.baseline);
  if (comparison?.verdict === 'worse') return 'better';
  if (comparison?.verdict === 'better') return 'worse';
  const isSure = comparison === undefined;
  if (low > 0) return isSure ? 'better' : 'probably-better';
  if (high < 0) return isSure ? 'worse' : 'probably-worse';
  return 'unclear';
}

/** The lift over the best baseline, and what to make of it; undefined where no layer was tried. */
export function liftOf(view: ReportView): Phrase | undefined {
  const { answer } = view.results;
  const verdict = verdictOf(view);
  const baseline = view.cell(answer.baseline);
  if (verdict === 'no-baseline') {
    return phrase`No baseline was run, so nothing here says whether a pretrained layer is worth having.`;
  }
  if (verdict === 'no-candidate' || baseline === undefined || answer.liftOverBaseline === undefined)
    return undefined;
  const difference = differencePhrase(view, answer.liftOverBaseline);
  const comparison = verdict.endsWith('better')
    ? phrase`That is ${difference} over`
    : phrase`The difference is ${difference} against`;
  return phrase`${comparison} the best baseline, ${cellPhrase(view, baseline)}; ${meaningOf(view, verdict)}.`;
}

function meaningOf(view: ReportView, verdict: Verdict): string {
  const comparison = comparisonWith(view, view.results.answer.baseline);
  if (verdict === 'unclear') return 'the interval includes 0, so this may be chance';
  if (comparison === undefined) return 'the interval excludes 0, so this is more than chance';
  const all = comparisonsText(view);
  if (verdict === 'better' || verdict === 'worse')
    return `this is more than chance, after correction for ${all} too`;
  const p = formatNumber(comparison.pAdjusted, 2);
  return `probably more than chance, but not surely: the interval of this comparison alone excludes 0, while among ${all} a lead as great can be luck (adjusted p ${p})`;
}

/** The comparison of the best candidate with another cell, among all that were made. */
function comparisonWith({ results: { answer } }: ReportView, id: string | undefined) {
  return answer.comparisons?.find(({ cell }) => cell === id);
}

function comparisonsText({ results: { answer } }: ReportView): string {
  return count(answer.comparisons!.length, 'comparison');
}

/** The lift over the best cell on the sample as it is, where that is not the best baseline. */
export function naiveLiftOf(view: ReportView): Phrase | undefined {
  const { baseline, naive, liftOverNaive: lift } = view.results.answer;
  const cell = view.cell(naive);
  if (cell === undefined || lift === undefined || naive === baseline) return undefined;
  const features = cell.feature.kind === 'bag-of-words' ? 'words alone' : 'raw pixels';
  const comparison = comparisonWith(view, naive);
  const isSure =
    comparison === undefined || comparison.verdict === 'worse' || comparison.verdict === 'better';
  const excludesZero = lift.ci95[0] > 0 || lift.ci95[1] < 0;
  const caution =
    excludesZero && !isSure
      ? `; by this comparison alone, which among ${comparisonsText(view)} is not sure`
      : '';
  return phrase`Against the best cell on ${features}, ${cellPhrase(view, cell)}, it is ${differencePhrase(view, lift)}${caution}.`;
}

function differencePhrase({ metric }: ReportView, lift: ResultInterval): Phrase {
  const direction =
    metric.better === 'lower' ? ` less ${metric.word}` : metric.isShare ? '' : ` in ${metric.word}`;
  return phrase`${metric.difference(lift.mean)}${direction} (95\u00a0% interval ${metric.differenceRange(lift)})`;
}
