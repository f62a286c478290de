import { cellPhrase } from '../cell-phrase.ts';
import { drawnAt, edgeNote } from '../chart/edge.ts';
import { frame, metricAxis, narrowWidth, paddedDomain } from '../chart/layout.ts';
import { colour, seriesColour } from '../chart/palette.ts';
import { seriesKey, seriesKeyHeight } from '../chart/series-key.ts';
import type { Layer } from '../chart/text.ts';
import { count, formatNumber } from '../format.ts';
import { type CurveOfCell, curvesOf } from '../learning-curve.ts';
import { joinPhrases, type Phrase, phrase } from '../phrase.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

/** Training samples against the metric: the sizes measured with their 95 % intervals, the fitted power law through them,
 * dashed where it leaves them, and the interval of what it says of twice the data. */
export const learningCurve: Figure = {
  id: 'learning-curve',
  title: 'Learning curve',
  draw: (view, width) => {
    const curves = curvesOf(view).filter(({ curve }) => curve.points.length > 1);
    if (curves.length === 0) return undefined;
    const { metric } = view;
    const lines = curves.map((item, i) => ({
      ...item,
      colour: item.cell.role === 'baseline' ? colour('baseline') : seriesColour(i),
    }));
    const drawn = drawnAt(view);
    const within = (dot: Dot) => ({ ...dot, y: drawn(dot.y), low: drawn(dot.low), high: drawn(dot.high) });
    const measured = lines.flatMap(dotsOf);
    const dots = measured.map(within);
    const ends = lines.flatMap(endsOf).map(within);
    const laws = lines.flatMap(lawOf).map((point) => ({ ...point, y: drawn(point.y) }));
    const values = [...dots, ...ends].flatMap(({ low, high }) => [low, high]);
    const x = sizeDomain([...dots, ...ends].map(({ x }) => x));
    const y = paddedDomain([...values, ...laws.map((point) => point.y)], metric.isShare);
    const series = new Map(lines.map(({ cell, colour }) => [titleOf(view, cell), colour]));
    const top = 16 + seriesKeyHeight(series, width);
    return {
      caption: phrase`Dots are measured, with 95\u00a0% intervals; the line is the power law fitted to them. Where it is dashed it goes on to twice the data, with the interval of what to expect there. Numbers are those of the table of layers.${edgeNote(
        view,
        measured.flatMap(({ low, high }) => [low, high]),
      )}`,
      description: phrase`${metric.title} by training samples. ${joinPhrases(
        lines.map((line) => summaryOf(view, line)),
        ' ',
      )}`,
      spec: {
        ...frame(width, width < narrowWidth ? 230 : 280, { left: 46, right: 16, top, bottom: 46 }),
        layer: [
          ...[true, false].map((isMeasured) =>
            lawLine(
              laws.filter((point) => point.isMeasured === isMeasured),
              isMeasured,
            ),
          ),
          interval([...dots, ...ends]),
          circles(dots, true),
          circles(ends, false),
          ...seriesKey(series, width),
        ],
        encoding: {
          x: {
            scale: { type: 'log', domain: [...x], nice: false },
            axis: {
              title: 'training samples, log scale',
              values: ticks([...dots, ...ends].map((dot) => dot.x)),
              format: ',d',
              grid: false,
            },
          },
          y: { scale: { domain: [...y], nice: false, zero: false }, axis: metricAxis(metric, 6) },
        },
      },
    };
  },
};

interface Line extends CurveOfCell {
  readonly colour: string;
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
}

function dotsOf({ curve, colour }: Line): Dot[] {
  return curve.points.map(({ trainSize, mean, ci95: [low, high] }) => ({
    x: trainSize,
    y: mean,
    low,
    high,
    colour,
  }));
}

function endsOf({ curve: { doubling }, colour }: Line): Dot[] {
  if (doubling === undefined) return [];
  const { mean, ci95 } = doubling.expected;
  return [{ x: doubling.to, y: mean, low: ci95[0], high: ci95[1], colour }];
}

const STEPS = 24;

/** The fitted law from the first size to twice the last; the size where it leaves the measured ones is on both parts. */
function lawOf({ curve: { points, fit, doubling }, colour }: Line) {
  if (fit === undefined || doubling === undefined) return [];
  const first = points[0]!.trainSize;
  const part = (from: number, to: number, isMeasured: boolean) =>
    Array.from({ length: STEPS + 1 }, (_, i) => {
      const n = from * (to / from) ** (i / STEPS);
      return { x: n, y: fit.a - fit.b * n ** -fit.c, colour, isMeasured };
    });
  return [...part(first, doubling.from, true), ...part(doubling.from, doubling.to, false)];
}

const position = {
  x: { field: 'x', type: 'quantitative' },
  y: { field: 'y', type: 'quantitative' },
} as const;
const ink = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;

function lawLine(values: readonly object[], isMeasured: boolean): Layer {
  return {
    data: { values: [...values] },
    mark: { type: 'line', strokeWidth: 2, ...(isMeasured ? {} : { strokeDash: [5, 4] }) },
    encoding: { ...position, stroke: ink },
  };
}

function interval(values: readonly Dot[]): Layer {
  return {
    data: { values: [...values] },
    mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.55 },
    encoding: {
      ...position,
      y: { field: 'low', type: 'quantitative' },
      y2: { field: 'high' },
      stroke: ink,
    },
  };
}

function circles(values: readonly Dot[], isMeasured: boolean): Layer {
  return {
    data: { values: [...values] },
    mark: { type: 'circle', size: 52, opacity: 1, strokeWidth: 1.5 },
    encoding: {
      ...position,
      stroke: ink,
      fill: isMeasured ? ink : { value: colour('surface') },
    },
  };
}

/** The sizes that have room beside each other, from the greatest down: each nearly half of the one above it. */
function ticks(sizes: readonly number[]): number[] {
  const shown: number[] = [];
  for (const size of sizes.toSorted((a, b) => b - a)) {
    if (shown.length === 0 || size * 1.9 <= shown.at(-1)!) shown.push(size);
  }
  return shown;
}

function sizeDomain(sizes: readonly number[]): [number, number] {
  return [Math.min(...sizes) / 1.15, Math.max(...sizes) * 1.15];
}

/** Short, as the key has room for: the layer by its number. */
function titleOf({ names, numberOf }: ReportView, cell: CurveOfCell['cell']): string {
  return `${numberOf(cell)} ${names.model(cell)}`;
}

function summaryOf(view: ReportView, { cell, curve: { points } }: Line): Phrase {
  const [first, last] = [points[0]!, points.at(-1)!];
  const { value } = view.metric;
  return phrase`${cellPhrase(view, cell)}: ${value(first.mean)} with ${count(first.trainSize, 'sample')}, ${value(last.mean)} with ${formatNumber(last.trainSize)}.`;
}
