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
import { colour, seriesColour } from '../chart/palette.ts';
import { seriesKey, seriesKeyHeight } from '../chart/series-key.ts';
import { type Layer, texts } from '../chart/text.ts';
import { count } from '../format.ts';
import { name, phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import type { Figure } from '../types.ts';
import type { FeatureRow, ReportView } from '../view.ts';

/** Depth of the layer against the metric: the best model of each layer as a strong line with its 95 % interval, every
 * model as a thin one, baselines and floor as levels. */
export const layerCurve: Figure = {
  id: 'layer-curve',
  title: 'Layer curve',
  draw: (view, width) => {
    const { metric, score, features, chosen } = view;
    const layers = features.filter(({ role, best }) => role === 'candidate' && score(best) !== undefined);
    if (layers.length < 2) return undefined;

    const isNarrow = width < narrowWidth;
    const height = isNarrow ? 250 : 330;
    const levels = levelsOf(view, width);
    const depthOf = depths(layers);
    const points = bestPoints(view, layers, depthOf);
    const models = modelPoints(view, layers, depthOf);
    const y = paddedDomain(
      [
        ...points.flatMap(({ low, high }) => [low, high]),
        ...models.map((point) => point.y),
        ...levels.map(({ value }) => value),
      ],
      metric.isShare,
    );
    const series = new Map(points.map((point) => [point.series, point.colour]));
    const margin = {
      left: 46,
      right: Math.max(16, levelMargin(levels)),
      top: 24 + seriesKeyHeight(series, width),
      bottom: 46,
    };
    const byShare = layers.every(({ feature }) => feature.depth !== undefined);
    const best = layers.find(({ cells }) => cells.includes(chosen));
    return {
      caption: phrase`The strong line takes the best model at each layer, with its 95\u00a0% interval; thin lines are the models one by one. Numbers are those of the table below.`,
      description: phrase`${metric.title} of ${count(layers.length, 'layer')} by depth, from ${metric.value(points[0]!.y)} at the first to ${metric.value(points.at(-1)!.y)} at the last. ${best ? phrase`The best is ${name(view.names.feature(best.feature))} with ${metric.value(score(best.best)!.mean)}.` : ''} ${levels.map(({ text }) => `${text}.`).join(' ')}`,
      spec: {
        ...frame(width, height, margin),
        layer: [
          ...levelLines(levels, [0, 1], y, height),
          thinLines(models),
          ...strongLines(points),
          ...texts(
            points.map(({ x, y, number }) => ({ x, y, text: String(number) })),
            { align: 'center', dy: 14, fontSize: 11, fill: colour('muted') },
          ),
          ...(best ? bestLabel(view, best, depthOf(best), width, margin) : []),
          ...seriesKey(series, width),
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
  },
};

interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly number: number;
  readonly series: string;
  readonly colour: string;
}

/** Where each layer stands on the x-axis: its depth, or its place among its backbone's layers where any has none. */
function depths(layers: readonly FeatureRow[]): (row: FeatureRow) => number {
  if (layers.every(({ feature }) => feature.depth !== undefined)) return ({ feature }) => feature.depth!;
  return (row) => {
    const siblings = layers.filter(({ feature }) => feature.backbone === row.feature.backbone);
    return siblings.length < 2 ? 1 : siblings.indexOf(row) / (siblings.length - 1);
  };
}

function bestPoints(
  { names, score }: ReportView,
  layers: readonly FeatureRow[],
  depthOf: (row: FeatureRow) => number,
): readonly CurvePoint[] {
  const series = [...new Set(layers.map(({ feature }) => names.series(feature)))];
  return layers.map((row) => {
    const { mean, ci95 } = score(row.best)!;
    const line = names.series(row.feature);
    return {
      x: depthOf(row),
      y: mean,
      low: ci95[0],
      high: ci95[1],
      number: row.number,
      series: line,
      colour: seriesColour(series.indexOf(line)),
    };
  });
}

function modelPoints(
  { names, score }: ReportView,
  layers: readonly FeatureRow[],
  depthOf: (row: FeatureRow) => number,
): readonly { readonly x: number; readonly y: number; readonly line: string }[] {
  return layers.flatMap((row) =>
    row.cells.flatMap((cell) => {
      const result = score(cell);
      const line = `${names.series(row.feature)}\n${names.model(cell)}`;
      return result === undefined ? [] : [{ x: depthOf(row), y: result.mean, line }];
    }),
  );
}

const position = {
  x: { field: 'x', type: 'quantitative' },
  y: { field: 'y', type: 'quantitative' },
} as const;

function thinLines(values: readonly object[]): Layer {
  return {
    data: { values: [...values] },
    mark: { type: 'line', stroke: colour('thin'), strokeWidth: 1 },
    encoding: { ...position, detail: { field: 'line' } },
  };
}

function strongLines(points: readonly CurvePoint[]): Layer[] {
  const data = { values: [...points] };
  const ink = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;
  const band = { ...position, y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } } as const;
  return [
    { data, mark: { type: 'area', opacity: 0.14 }, encoding: { ...band, fill: ink } },
    { data, mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.55 }, encoding: { ...band, stroke: ink } },
    { data, mark: { type: 'line', strokeWidth: 2.5 }, encoding: { ...position, stroke: ink } },
    {
      data,
      mark: { type: 'circle', size: 52, opacity: 1, stroke: colour('surface'), strokeWidth: 1.5 },
      encoding: { ...position, fill: ink },
    },
  ];
}

function bestLabel(
  { names, metric, score }: ReportView,
  row: FeatureRow,
  x: number,
  width: number,
  margin: Margin,
): Layer[] {
  const { mean, ci95 } = score(row.best)!;
  const align = x < 0.35 ? 'left' : x > 0.65 ? 'right' : 'center';
  const mark = { align, dx: align === 'right' ? 14 : 0, dy: -11, fontWeight: 'bold' } as const;
  if (width < narrowWidth) return texts([{ x, y: ci95[1], text: metric.value(mean) }], mark);

  const place = margin.left + x * (width - margin.left - margin.right);
  const room = { left: width - place, right: place + 14, center: 2 * Math.min(place, width - place) }[align];
  const rest = ` · ${shortenMiddle(names.model(row.best), 26)} · ${metric.value(mean)}`;
  const title = shortenMiddle(names.featureLabel(row.feature), charactersIn(room * boldRatio) - rest.length);
  return texts([{ x, y: ci95[1], text: `${title}${rest}` }], mark);
}

/** How much of a text fits where it is bold. */
const boldRatio = 0.88;
