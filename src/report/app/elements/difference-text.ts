import type { ResultInterval } from '../../../result/index.ts';
import { formatNumber, metricStyle } from '../../format.ts';
import type { ReportCell, ReportData } from '../data.ts';
import { pairedDifference, RESAMPLES } from '../model/paired-difference.ts';

/** A difference in words. */
export interface DifferenceText {
  readonly lead: string;
  /** Its interval, in parentheses; empty where there is none. */
  readonly interval: string;
  readonly source: string;
}

/** How far two cells are apart, and where that comes from: the run compared the best with every other cell; any other
 * pair is compared in the page, by accuracy. */
export function differenceText(data: ReportData, a: ReportCell, b: ReportCell): DifferenceText {
  return ofRun(data, a, b) ?? ofPage(data, a, b);
}

function ofRun(data: ReportData, a: ReportCell, b: ReportCell): DifferenceText | undefined {
  const other = a.id === data.best ? b : b.id === data.best ? a : undefined;
  const known = other?.behindBest;
  if (known === undefined) return undefined;
  const nCompared = data.cells.filter(({ behindBest }) => behindBest).length;
  const { mean, ci95 } = known.difference;
  const difference = other === b ? known.difference : { mean: -mean, ci95: [-ci95[1], -ci95[0]] as const };
  return {
    ...sentence(data.metrics[0]!, difference),
    source: `Paired difference of the run, on the same samples. Among its ${formatNumber(nCompared)} comparisons with the best cell, the adjusted p is ${formatNumber(known.pAdjusted, known.pAdjusted < 0.1 ? 3 : 2)}.`,
  };
}

function ofPage(data: ReportData, a: ReportCell, b: ReportCell): DifferenceText {
  const found = data.exploration && pairedDifference(data.exploration, a.id, b.id, data.seed);
  if (found === undefined) {
    return {
      lead: 'No paired difference.',
      interval: '',
      source:
        'The run compared pairs with its best cell only, and the predictions of these two are not both in this page.',
    };
  }
  return {
    ...sentence({ id: 'accuracy', title: 'Accuracy', better: 'higher' }, found),
    source: `Paired difference worked out in this page from the predictions: ${formatNumber(RESAMPLES)} resamples of the tested samples, seed ${data.seed}. It stands alone, not corrected for other comparisons, and leaves out what other training samples would change.`,
  };
}

/** @param difference positive where A is better. */
function sentence(metric: ReportData['metrics'][number], difference: ResultInterval) {
  const style = metricStyle(metric);
  const { mean, ci95 } = difference;
  const size = style.difference(Math.abs(mean)).replace('+', '');
  const ahead = mean > 0 ? 'A' : 'B';
  const lead =
    mean === 0
      ? `A and B have the same ${style.word}`
      : style.better === 'lower'
        ? `${ahead} has ${size} less ${style.word}`
        : `${ahead} is ${size} ahead in ${style.word}`;
  const range = style.differenceRange(mean < 0 ? { ci95: [-ci95[1], -ci95[0]] } : { ci95 });
  const chance = ci95[0] <= 0 && ci95[1] >= 0 ? ', which includes 0' : '';
  return { lead, interval: `(95\u00a0% interval ${range}${chance}).` };
}
