import type { ResultCell } from '../../result/index.ts';
import { markedCell } from '../chart/cell-mark.ts';
import { edgeNote } from '../chart/edge.ts';
import {
  charactersIn,
  frame,
  type Margin,
  metricAxis,
  narrowWidth,
  paddedDomain,
  shareLabels,
} from '../chart/layout.ts';
import { levelLines, levelMargin, levelsOf } from '../chart/level-lines.ts';
import { colour } from '../chart/palette.ts';
import { seriesKey, seriesKeyHeight } from '../chart/series-key.ts';
import { type Layer, texts } from '../chart/text.ts';
import {
  type CurvePoint,
  cellWith,
  curveLayers,
  curvePoints,
  hasDepths,
  modelPoints,
  modelsOf,
  type PredictedCurve,
  predictedCurve,
} from '../curve-lines.ts';
import { count } from '../format.ts';
import { name, phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import type { Drawing, Figure } from '../types.ts';
import type { FeatureRow, ReportView } from '../view.ts';

/** Depth of the layer against the metric: one model of each layer as a strong line with its 95 % interval, every model
 * as a thin one, what was predicted before training as a dashed one, baselines and floor as levels. */
export const layerCurve: Figure = {
  id: 'layer-curve',
  title: 'Layer curve',
  draw: (view, width) => drawCurve(view, width),
  alternatives: (view) => {
    const models = modelsOf(view, curveLayers(view));
    if (models.length < 2) return undefined;
    return {
      label: 'Strong line',
      first: 'the best model of each layer',
      others: models.map((model) => ({
        title: model,
        draw: (view, width) => drawCurve(view, width, model),
      })),
    };
  },
};

/** @param model the strong line is that of; without it, of the best model of each layer. */
function drawCurve(view: ReportView, width: number, model?: string): Drawing | undefined {
  const pick = model === undefined ? (row: FeatureRow) => row.best : cellWith(view, model);
  const what = model === undefined ? 'takes the best model at each layer' : `is ${model}`;
  const { metric, score, features, names } = view;
  const layers = curveLayers(view);
  const points = curvePoints(view, layers, pick);
  if (points.length < 2) return undefined;

  const isNarrow = width < narrowWidth;
  const height = isNarrow ? 250 : 330;
  const levels = levelsOf(view, width);
  const models = modelPoints(view, layers);
  const best = curvePoints(view, layers, (row) => row.best);
  const y = paddedDomain(
    [
      // Of the best too, so that the axis stays where it is when another model is shown.
      ...[...points, ...best].flatMap(({ low, high }) => [low, high]),
      ...models.map((point) => point.y),
      ...levels.map(({ value }) => value),
    ],
    metric.isShare,
  );
  const heights = best.map((point) => point.y);
  const predicted = predictedCurve(view, layers, [Math.min(...heights), Math.max(...heights)]);
  const series = keyOf(points, predicted);
  const margin = {
    left: 46,
    right: Math.max(16, levelMargin(levels)),
    top: 24 + seriesKeyHeight(series, width),
    bottom: 46,
  };
  const byShare = hasDepths(layers);
  const measured = features.flatMap(({ cells }) => cells.flatMap((cell) => score(cell)?.mean ?? []));
  const ranked = layers.flatMap((row) => pick(row) ?? []);
  const top = view.ranked.find((cell) => ranked.includes(cell))!;
  const value = (cell: ResultCell) => metric.value(score(cell)!.mean);
  const foretold = predicted
    ? phrase` The dashed line is what ${predicted.title} said before training, stretched to the range of the best models: compare its shape.`
    : '';
  return {
    caption: phrase`The strong line ${what}, with its 95\u00a0% interval; thin lines are the models one by one.${foretold} Numbers are those of the table below.${edgeNote(view, measured)}`,
    description: phrase`${metric.title} of ${count(ranked.length, 'layer')} by depth, from ${value(ranked[0]!)} at the first to ${value(ranked.at(-1)!)} at the last. The best is ${name(names.feature(top.feature))} with ${value(top)}. ${levels.map(({ text }) => `${text}.`).join(' ')}`,
    spec: {
      ...frame(width, height, margin),
      layer: [
        ...levelLines(levels, [0, 1], y, height),
        ...thinLines(models, model === undefined),
        ...(predicted ? [dashedLines(predicted)] : []),
        ...strongLines(points),
        ...texts(
          points.map(({ x, y, number }) => ({ x, y, text: String(number) })),
          { align: 'center', dy: 14, fontSize: 11, fill: colour('muted') },
        ),
        ...topLabel(view, top, points, width, margin),
        ...seriesKey(series, width, predicted ? [predictedTitle(predicted)] : []),
      ],
      encoding: {
        x: {
          scale: { domain: [0, 1], nice: false },
          axis: {
            title: byShare
              ? 'depth: share of the network\u2019s computation'
              : 'order of the layers, first to last',
            ...shareLabels,
            tickCount: isNarrow ? 3 : 6,
            grid: false,
            labels: byShare,
          },
        },
        y: {
          scale: { domain: [...y], nice: false, zero: false },
          axis: metricAxis(metric, 6),
        },
      },
    },
  };
}

/** Colours by what lines are; the one line of a run needs no name. */
function keyOf(
  points: readonly CurvePoint[],
  predicted: PredictedCurve | undefined,
): ReadonlyMap<string, string> {
  const series = new Map(points.map((point) => [point.line, point.colour]));
  if (predicted === undefined) return series;
  const only = series.size === 1 ? [...series.values()][0]! : undefined;
  return new Map([
    ...(only === undefined ? series : [['measured', only] as const]),
    [predictedTitle(predicted), only ?? colour('muted')],
  ]);
}

function predictedTitle({ title }: PredictedCurve): string {
  return `${title}, before training`;
}

const position = {
  x: { field: 'x', type: 'quantitative' },
  y: { field: 'y', type: 'quantitative' },
} as const;

const detail = { field: 'line' } as const;

const ink = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;

/** @param withDots whether each model can be pointed at: not in the alternatives, of which a page may hold many. */
function thinLines(points: readonly CurvePoint[], withDots: boolean): Layer[] {
  const data = { values: points.map(({ x, y, line, mark }) => ({ x, y, line, mark })) };
  const lines: Layer = {
    data,
    mark: { type: 'line', stroke: colour('thin'), strokeWidth: 1 },
    encoding: { ...position, detail },
  };
  const dots: Layer = {
    data,
    mark: { type: 'circle', size: 12, opacity: 1, fill: colour('thin'), aria: true },
    encoding: { ...position, ...markedCell },
  };
  return withDots ? [lines, dots] : [lines];
}

function dashedLines({ points }: PredictedCurve): Layer {
  return {
    data: { values: [...points] },
    mark: { type: 'line', strokeWidth: 1.5, strokeDash: [5, 4] },
    encoding: { ...position, stroke: ink, detail },
  };
}

function strongLines(points: readonly CurvePoint[]): Layer[] {
  const data = { values: [...points] };
  const band = {
    ...position,
    y: { field: 'low', type: 'quantitative' },
    y2: { field: 'high' },
    detail,
  } as const;
  return [
    { data, mark: { type: 'area', opacity: 0.14 }, encoding: { ...band, fill: ink } },
    { data, mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.55 }, encoding: { ...band, stroke: ink } },
    { data, mark: { type: 'line', strokeWidth: 2.5 }, encoding: { ...position, stroke: ink, detail } },
    {
      data,
      mark: { type: 'circle', size: 52, opacity: 1, stroke: colour('surface'), strokeWidth: 1.5, aria: true },
      encoding: { ...position, fill: ink, ...markedCell },
    },
  ];
}

/** Names the best of the points that are shown. */
function topLabel(
  { names, metric, score, numberOf }: ReportView,
  cell: ResultCell,
  points: readonly CurvePoint[],
  width: number,
  margin: Margin,
): Layer[] {
  const { mean } = score(cell)!;
  const { x, high } = points.find(({ number }) => number === numberOf(cell))!;
  const align = x < 0.35 ? 'left' : x > 0.65 ? 'right' : 'center';
  const mark = { align, dx: align === 'right' ? 14 : 0, dy: -11, fontWeight: 'bold' } as const;
  if (width < narrowWidth) return texts([{ x, y: high, text: metric.value(mean) }], mark);

  const place = margin.left + x * (width - margin.left - margin.right);
  const room = { left: width - place, right: place + 14, center: 2 * Math.min(place, width - place) }[align];
  const rest = ` · ${shortenMiddle(names.model(cell), 26)} · ${metric.value(mean)}`;
  const title = shortenMiddle(names.featureLabel(cell.feature), charactersIn(room * boldRatio) - rest.length);
  return texts([{ x, y: high, text: `${title}${rest}` }], mark);
}

/** How much of a text fits where it is bold. */
const boldRatio = 0.88;
