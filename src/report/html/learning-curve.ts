import { cellPhrase } from '../cell-phrase.ts';
import { type Html, html } from '../escape.ts';
import { formatNumber } from '../format.ts';
import { type CurveOfCell, curvesOf, describeCurves } from '../learning-curve.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { tableHtml } from './table.ts';

/** What more data should bring, in words, and the table behind the figure; nothing where no curve was measured. */
export function learningCurveHtml(view: ReportView): Html | undefined {
  const curves = curvesOf(view);
  if (curves.length === 0) return undefined;
  const sizes = [
    ...new Set(curves.flatMap(({ curve }) => curve.points.map(({ trainSize }) => trainSize))),
  ].sort((a, b) => a - b);
  const pointAt = ({ curve }: CurveOfCell, size: number) =>
    curve.points.find(({ trainSize }) => trainSize === size);
  return html`<ul>${describeCurves(view).map((sentence) => html`<li>${phraseHtml(sentence)}</li>`)}</ul>
${tableHtml(
  `${view.metric.title} by training samples`,
  [
    { head: 'Cell', isRowHead: true, cell: ({ cell }: CurveOfCell) => phraseHtml(cellPhrase(view, cell)) },
    ...sizes.map((size) => ({
      head: formatNumber(size),
      isNumber: true,
      cell: (item: CurveOfCell) => {
        const point = pointAt(item, size);
        if (point === undefined) return '–';
        return html`${view.metric.value(point.mean)} <small>${view.metric.range(point)}</small>`;
      },
    })),
  ],
  curves,
)}`;
}
