import type { ResultCell, Results } from '../result/index.ts';
import { cellPhrase } from './cell-phrase.ts';
import { formatNumber } from './format.ts';
import { type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

type ResultCurve = NonNullable<Results['learningCurve']>['cells'][number];

/** A cell with its scores by training size. */
export interface CurveOfCell {
  readonly cell: ResultCell;
  readonly curve: ResultCurve;
}

/** The learning curves of a run, best first; none where it measured none. */
export function curvesOf({ results, cell }: ReportView): readonly CurveOfCell[] {
  return (results.learningCurve?.cells ?? []).map((curve) => ({ cell: cell(curve.cell)!, curve }));
}

/** What more data should bring, one sentence a cell, and what that takes for granted. */
export function describeCurves(view: ReportView): readonly Phrase[] {
  const curves = curvesOf(view);
  if (curves.length === 0) return [];
  const isFitted = curves.some(({ curve }) => curve.doubling !== undefined);
  return [
    ...curves.map((item) => gainOf(view, item)),
    ...(isFitted
      ? [
          phrase`All this holds only if the curve goes on as it has, as a power law, and new samples are like those at hand: beyond the last dot nothing was measured.`,
        ]
      : []),
    ...view.results.learningCurve!.warnings.map((warning) => phrase`${warning}`),
  ];
}

function gainOf(view: ReportView, { cell, curve: { doubling } }: CurveOfCell): Phrase {
  const { metric } = view;
  const title = cellPhrase(view, cell);
  if (doubling === undefined) {
    return phrase`For ${title} no curve was fitted: that takes at least four training sizes.`;
  }
  const { from, to, gain, expected } = doubling;
  const [low, high] = gain.ci95;
  const little = metric.notable(expected.mean);
  const verdict = high < little ? 'would hardly help' : low < little ? 'may help' : 'should help';
  const direction = metric.better === 'lower' ? ` less ${metric.word}` : '';
  return phrase`Doubling the training samples of ${title} from ${formatNumber(from)} to ${formatNumber(to)} ${verdict}: ${metric.difference(gain.mean)}${direction} (95\u00a0% interval ${metric.differenceRange(gain)}), to about ${metric.value(expected.mean)}.`;
}
