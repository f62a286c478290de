import { charactersIn, frame, metricAxis, narrowWidth, paddedDomain, shareLabels } from '../chart/layout.ts';
import { colour, seriesColour } from '../chart/palette.ts';
import { seriesKey, seriesKeyHeight } from '../chart/series-key.ts';
import type { Layer } from '../chart/text.ts';
import { count } from '../format.ts';
import type { Names } from '../names.ts';
import { phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import type { Drawing } from '../types.ts';
import { bestOf } from './sections.ts';
import type { ComparedRun } from './types.ts';

/** The layer curves of several runs in one picture: the best model at each layer by the deciding metric of the first.
 * @param width of the whole picture, pixels.
 * @returns undefined where fewer than two runs have a layer of known depth. */
export function drawCurves(runs: readonly ComparedRun[], names: Names, width: number): Drawing | undefined {
  const { metric } = runs[0]!.view;
  const points = runs.flatMap((run) => pointsOf(run, names, metric.id));
  if (new Set(points.map(({ letter }) => letter)).size < 2) return undefined;

  const series = [...new Set(points.map(({ series }) => series))];
  const colours = new Map(series.map((title, i) => [title, seriesColour(i)]));
  const values = points.map((point) => ({ ...point, colour: colours.get(point.series)! }));
  const isNarrow = width < narrowWidth;
  const key = new Map([...colours].map(([title, fill]) => [shortenMiddle(title, charactersIn(170)), fill]));
  const margin = { left: 46, right: 16, top: 24 + seriesKeyHeight(key, width), bottom: 46 };
  const y = paddedDomain(
    values.flatMap(({ low, high }) => [low, high]),
    metric.isShare,
  );
  return {
    caption: phrase`The best model at each layer of each run, with its 95\u00a0% interval, by ${metric.word}.`,
    description: phrase`${metric.title} by depth in ${count(runs.length, 'run')}; all numbers are in the table below.`,
    spec: {
      ...frame(width, isNarrow ? 250 : 330, margin),
      layer: [...curves(values), ...seriesKey(key, width)],
      encoding: {
        x: {
          scale: { domain: [0, 1], nice: false },
          axis: {
            title: 'depth: share of the network\u2019s computation',
            ...shareLabels,
            tickCount: isNarrow ? 3 : 6,
            grid: false,
          },
        },
        y: { scale: { domain: [...y], nice: false, zero: false }, axis: metricAxis(metric, 6) },
      },
    },
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly letter: string;
  readonly series: string;
}

function pointsOf({ letter, view }: ComparedRun, names: Names, metric: string): Point[] {
  return view.features.flatMap(({ role, feature, cells }) => {
    const result = bestOf(view, cells, metric)?.metrics[metric];
    if (role !== 'candidate' || feature.depth === undefined || result === undefined) return [];
    const { mean, ci95 } = result;
    const series = `${letter} \u00b7 ${names.series(feature)}`;
    return [{ x: feature.depth, y: mean, low: ci95[0], high: ci95[1], letter, series }];
  });
}

function curves(values: readonly object[]): Layer[] {
  const data = { values: [...values] };
  const x = { field: 'x', type: 'quantitative' } as const;
  const y = { field: 'y', type: 'quantitative' } as const;
  const band = { x, y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } } as const;
  const ink = { field: 'colour', type: 'nominal', scale: null, legend: null } as const;
  return [
    { data, mark: { type: 'area', opacity: 0.1 }, encoding: { ...band, fill: ink } },
    { data, mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.55 }, encoding: { ...band, stroke: ink } },
    { data, mark: { type: 'line', strokeWidth: 2.5 }, encoding: { x, y, stroke: ink } },
    {
      data,
      mark: { type: 'circle', size: 52, opacity: 1, stroke: colour('surface'), strokeWidth: 1.5 },
      encoding: { x, y, fill: ink },
    },
  ];
}
