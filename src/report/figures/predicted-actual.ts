import { cellPhrase } from '../cell-phrase.ts';
import { charactersIn, frame, narrowWidth, paddedDomain, textWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { count, formatMeasure, formatNumber } from '../format.ts';
import { type Phrase, phrase } from '../phrase.ts';
import { plainText, shortenMiddle } from '../plain-text.ts';
import { errorSpreads, numberFormat, numbersOf, type PredictedNumbers } from '../predictions.ts';
import { numbersPhrase } from '../task.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

const largestSide = 460;

/** More dots would hide each other. */
const mostDots = 800;

/** Actual numbers against predicted ones, for the chosen cell: right ones lie on the diagonal. */
export const predictedActual: Figure = {
  id: 'predicted-actual',
  title: 'Predicted and actual',
  draw: (view, width) => {
    const [chosen] = numbersOf(view);
    if (chosen === undefined || chosen.actual.length < 2) return undefined;
    const isNarrow = width < narrowWidth;
    const dots = dotsOf(chosen);
    const domain = paddedDomain(
      dots.flatMap(({ actual, predicted }) => [actual, predicted]),
      false,
    );
    const text = numberFormat(view);
    const left = Math.max(...domain.map((value) => textWidth(text(value)))) + 36;
    const right = 20;
    const side = Math.min(width - left - right, largestSide);
    const [spread] = errorSpreads(view);
    const title = (word: string) => axisTitle(word, view, side);
    return {
      caption: phrase`Each dot is a tested sample: actual ${numbersPhrase(view.results)} across, what ${cellPhrase(view, chosen.cell)} made of it upwards; on the line the two are equal, above it the prediction is too high.${notes(chosen, dots)}`,
      description: phrase`Predicted against actual ${numbersPhrase(view.results)} of ${cellPhrase(view, chosen.cell)}: ${view.metric.named(view.score(chosen.cell)!.mean)}; half of the predictions are off by at most ${formatMeasure(spread!.half)}, nine of ten by at most ${formatMeasure(spread!.nineTenths)}.`,
      spec: {
        ...frame(left + side + right, side, { left, right, top: 12, bottom: 46 }),
        layer: [
          {
            data: { values: [{ from: domain[0], to: domain[1] }] },
            mark: { type: 'rule', strokeWidth: 1.5, stroke: colour('control'), strokeDash: [6, 3] },
            encoding: {
              x: { field: 'from', type: 'quantitative' },
              y: { field: 'from', type: 'quantitative' },
              x2: { field: 'to' },
              y2: { field: 'to' },
            },
          },
          {
            data: { values: dots },
            mark: { type: 'circle', size: 22, opacity: 0.5, fill: colour('series-1') },
            encoding: {
              x: { field: 'actual', type: 'quantitative' },
              y: { field: 'predicted', type: 'quantitative' },
            },
          },
        ],
        encoding: {
          x: axis(title('actual'), domain, isNarrow),
          y: axis(title('predicted'), domain, isNarrow),
        },
      },
    };
  },
};

interface Dot {
  readonly actual: number;
  readonly predicted: number;
  readonly isAtEdge: boolean;
}

/** The predictions, evenly thinned where there are too many; what lies far beyond all actual numbers stands at the edge,
 * so that it does not press the rest together. */
function dotsOf({ actual, predicted }: PredictedNumbers): readonly Dot[] {
  const [low, high] = paddedDomain(actual, false, 0.5);
  const n = Math.min(actual.length, mostDots);
  return Array.from({ length: n }, (_, k) => {
    const i = Math.floor((k * actual.length) / n);
    const drawn = Math.min(Math.max(predicted[i]!, low), high);
    return { actual: actual[i]!, predicted: drawn, isAtEdge: drawn !== predicted[i] };
  });
}

function notes({ nTested }: PredictedNumbers, dots: readonly Dot[]): Phrase {
  const nAtEdge = dots.filter(({ isAtEdge }) => isAtEdge).length;
  const thinned =
    nTested > dots.length
      ? phrase` Of ${count(nTested, 'prediction')}, ${formatNumber(dots.length)} are drawn.`
      : phrase``;
  const edge =
    nAtEdge > 0 ? phrase` ${count(nAtEdge, 'prediction')} beyond the plot stand at its edge.` : phrase``;
  return phrase`${thinned}${edge}`;
}

/** `actual price`, or `actual` where the numbers have no name. */
function axisTitle(word: string, { results: { dataset } }: ReportView, side: number): string {
  const { targetName = '' } = dataset;
  return shortenMiddle(`${word} ${plainText(targetName)}`.trim(), charactersIn(side));
}

function axis(title: string, domain: readonly [number, number], isNarrow: boolean) {
  return {
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { title, format: ',~r', tickCount: isNarrow ? 4 : 6, domain: false },
  };
}
