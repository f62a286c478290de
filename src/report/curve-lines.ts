import type { ResultCell } from '../result/index.ts';
import { cellMark } from './chart/cell-mark.ts';
import { drawnAt } from './chart/edge.ts';
import { seriesColour } from './chart/palette.ts';
import type { FeatureRow, ReportView } from './view.ts';

/** One layer with one of its models, as a layer curve draws it. */
export interface CurvePoint {
  /** Depth, or place among the layers, in [0, 1]. */
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly number: number;
  /** Of the cell. */
  readonly mark: string;
  /** What it is joined to: the other points of the same line. */
  readonly line: string;
  readonly colour: string;
}

/** Layers that can be drawn, in their order. */
export function curveLayers({ features, score }: ReportView): readonly FeatureRow[] {
  return features.filter(({ role, best }) => role === 'candidate' && score(best) !== undefined);
}

/** Where each layer stands on the x-axis: its depth, or its place among its backbone's layers where any has none. */
export function curveDepths(layers: readonly FeatureRow[]): (row: FeatureRow) => number {
  if (hasDepths(layers)) return ({ feature }) => feature.depth!;
  return (row) => {
    const siblings = layers.filter(({ feature }) => feature.backbone === row.feature.backbone);
    return siblings.length < 2 ? 1 : siblings.indexOf(row) / (siblings.length - 1);
  };
}

/** Whether the depth of every layer is known. */
export function hasDepths(layers: readonly FeatureRow[]): boolean {
  return layers.every(({ feature }) => feature.depth !== undefined);
}

/** Points of a layer curve, a line for each backbone.
 * @param pick the cell of each layer; a layer without one is left out. */
export function curvePoints(
  view: ReportView,
  layers: readonly FeatureRow[],
  pick: (row: FeatureRow) => ResultCell | undefined,
): readonly CurvePoint[] {
  const { names, score } = view;
  const drawn = drawnAt(view);
  const depthOf = curveDepths(layers);
  const series = [...new Set(layers.map(({ feature }) => names.series(feature)))];
  return layers.flatMap((row) => {
    const cell = pick(row);
    const result = cell && score(cell);
    if (cell === undefined || result === undefined) return [];
    const line = names.series(row.feature);
    return [
      {
        x: depthOf(row),
        y: drawn(result.mean),
        low: drawn(result.ci95[0]),
        high: drawn(result.ci95[1]),
        number: row.number,
        mark: cellMark(view, cell),
        line,
        colour: seriesColour(series.indexOf(line)),
      },
    ];
  });
}

/** Points of every model of every layer, a line for each backbone and model. */
export function modelPoints(view: ReportView, layers: readonly FeatureRow[]): readonly CurvePoint[] {
  return modelsOf(view, layers).flatMap((model) =>
    curvePoints(view, layers, cellWith(view, model)).map((point) => ({
      ...point,
      line: `${point.line}\n${model}`,
    })),
  );
}

/** The models that were trained on layers, by name. */
export function modelsOf({ names }: ReportView, layers: readonly FeatureRow[]): readonly string[] {
  return [...new Set(layers.flatMap(({ cells }) => cells.map((cell) => names.model(cell))))];
}

/** Picks the cell with a model. */
export function cellWith({ names }: ReportView, model: string): (row: FeatureRow) => ResultCell | undefined {
  return ({ cells }) => cells.find((cell) => names.model(cell) === model);
}

/** What a score said of each layer before training. */
export interface PredictedCurve {
  readonly title: string;
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly line: string;
    readonly colour: string;
  }[];
}

/** The score that layers are dropped by, or the first one, of the layers that were trained on.
 * @param range that its values are stretched to, so that shapes can be compared.
 * @returns undefined where there is none, or none that tells layers apart. */
export function predictedCurve(
  view: ReportView,
  layers: readonly FeatureRow[],
  range: readonly [number, number],
): PredictedCurve | undefined {
  const { transferability: known } = view.results;
  const id = known?.pruning?.score ?? known?.predictions[0]?.score;
  const score = known?.scores.find((item) => item.id === id);
  if (known === undefined || score === undefined) return undefined;
  const said = new Map(known.spaces.map((space) => [space.id, space.scores[score.id]]));
  const points = curvePoints(view, layers, ({ best }) => best).flatMap((point, i) => {
    const value = said.get(layers[i]!.feature.id);
    return value === undefined ? [] : [{ ...point, value }];
  });
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!(low < high)) return undefined;
  const isRising = view.metric.better === score.better;
  const scaled = (value: number) => (isRising ? value - low : high - value) / (high - low);
  return {
    title: score.title,
    points: points.map(({ x, line, colour, value }) => ({
      x,
      line,
      colour,
      y: range[0] + scaled(value) * (range[1] - range[0]),
    })),
  };
}
