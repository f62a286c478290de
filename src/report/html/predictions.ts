import { cellPhrase } from '../cell-phrase.ts';
import { type Html, html } from '../escape.ts';
import { formatMeasure, formatNumber, formatShare, orDash, signed } from '../format.ts';
import {
  type ErrorSpread,
  errorSpreads,
  labelsOf,
  type Miss,
  numberFormat,
  type PredictedLabels,
  worstMisses,
} from '../predictions.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { sampleNameHtml } from './sample-strips.ts';
import { type Column, tableHtml } from './table.ts';

const listedMisses = 10;

/** How far off predicted numbers are, and which are farthest off; nothing where no numbers were predicted. */
export function numbersHtml(view: ReportView): Html | undefined {
  const spreads = errorSpreads(view);
  if (spreads.length === 0) return undefined;
  const text = numberFormat(view);
  const errors: readonly Column<ErrorSpread>[] = [
    { head: 'Cell', isRowHead: true, cell: ({ cell }) => phraseHtml(cellPhrase(view, cell)) },
    { head: 'Half are off by at most', isNumber: true, cell: ({ half }) => formatMeasure(half) },
    { head: 'Nine of ten by at most', isNumber: true, cell: ({ nineTenths }) => formatMeasure(nineTenths) },
  ];
  const misses: readonly Column<Miss>[] = [
    { head: 'Sample', isRowHead: true, cell: ({ sample }) => sampleNameHtml(view, sample) },
    { head: 'Actual', isNumber: true, cell: ({ actual }) => text(actual) },
    { head: 'Predicted', isNumber: true, cell: ({ predicted }) => text(predicted) },
    { head: 'Off by', isNumber: true, cell: ({ actual, predicted }) => signed(text, predicted - actual) },
  ];
  return html`${tableHtml('How far off the predictions are', errors, spreads)}
<h3>Farthest off</h3>
<p>A number that was written down wrong is often among them.</p>
${tableHtml('Predictions that are farthest off', misses, worstMisses(view, listedMisses))}`;
}

type Label = PredictedLabels['labels'][number];

/** How each label fared with the chosen cell, beside the best baseline; nothing where samples have no sets of labels. */
export function labelTable(view: ReportView): Html | undefined {
  const [chosen, baseline] = labelsOf(view);
  if (chosen === undefined) return undefined;
  const share = (value: number | undefined) => orDash(value, (known) => formatShare(known, 0));
  const ofBaseline = new Map(baseline?.labels.map((label) => [label.name, label]));
  const columns: readonly Column<Label>[] = [
    { head: 'Label', isRowHead: true, cell: ({ name }) => html`<bdi>${name}</bdi>` },
    { head: 'Tested samples with it', isNumber: true, cell: ({ support }) => formatNumber(support) },
    { head: 'Predicted for', isNumber: true, cell: ({ predicted }) => formatNumber(predicted) },
    { head: 'Found (recall)', isNumber: true, cell: ({ recall }) => share(recall) },
    { head: 'Right when predicted (precision)', isNumber: true, cell: ({ precision }) => share(precision) },
    { head: 'F1', isNumber: true, cell: ({ f1 }) => orDash(f1, twoDigits) },
    {
      head: 'Average precision',
      isNumber: true,
      cell: ({ averagePrecision }) => orDash(averagePrecision, twoDigits),
    },
    ...(baseline === undefined
      ? []
      : [
          {
            head: 'The same of the best baseline',
            isNumber: true,
            cell: ({ name }: Label) => orDash(ofBaseline.get(name)?.averagePrecision, twoDigits),
          },
        ]),
  ];
  return html`<p>With ${phraseHtml(cellPhrase(view, chosen.cell))}, all test parts together.</p>
${tableHtml('Labels', columns, chosen.labels)}`;
}

function twoDigits(value: number): string {
  return formatNumber(value, 2);
}
