import { cellPhrase } from '../cell-phrase.ts';
import { formatMeasure, formatNumber, formatShare, orDash, signed } from '../format.ts';
import { errorSpreads, labelsOf, numberFormat, worstMisses } from '../predictions.ts';
import type { ReportView } from '../view.ts';
import { cut, listedRows, markdownName, markdownPhrase, markdownTable } from './escape.ts';

const listedMisses = 5;

/** How far off predicted numbers are, and which are farthest off; nothing where no numbers were predicted. */
export function numberTables(view: ReportView): string {
  const spreads = errorSpreads(view);
  if (spreads.length === 0) return '';
  const text = numberFormat(view);
  const errors = markdownTable(
    ['Cell', '>Half are off by at most', '>Nine of ten by at most'],
    spreads.map(({ cell, half, nineTenths }) => [
      markdownPhrase(cellPhrase(view, cell)),
      formatMeasure(half),
      formatMeasure(nineTenths),
    ]),
  );
  const misses = markdownTable(
    ['Farthest off', '>Actual', '>Predicted', '>Off by'],
    worstMisses(view, listedMisses).map(({ sample, actual, predicted }) => [
      markdownName(sample),
      text(actual),
      text(predicted),
      signed(text, predicted - actual),
    ]),
  );
  return `${errors}\n\n${misses}`;
}

/** How each label fared with the chosen cell; nothing where samples have no sets of labels. */
export function labelTable(view: ReportView): string {
  const [chosen] = labelsOf(view);
  if (chosen === undefined) return '';
  const share = (value: number | undefined) => orDash(value, (known) => formatShare(known, 0));
  const twoDigits = (value: number | undefined) => orDash(value, (known) => formatNumber(known, 2));
  const table = markdownTable(
    ['Label', '>Tested', '>Predicted', '>Found', '>Right when predicted', '>F1', '>Average precision'],
    chosen.labels
      .slice(0, listedRows)
      .map(({ name, support, predicted, recall, precision, f1, averagePrecision }) => [
        markdownName(name),
        formatNumber(support),
        formatNumber(predicted),
        share(recall),
        share(precision),
        twoDigits(f1),
        twoDigits(averagePrecision),
      ]),
  );
  return `${markdownPhrase(cellPhrase(view, chosen.cell))}, all test parts together:\n\n${cut(table, chosen.labels.length, 'labels')}`;
}
