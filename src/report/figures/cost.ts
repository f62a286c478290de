import { byteLabels, frame, metricAxis, narrowWidth, paddedDomain } from '../chart/layout.ts';
import { levelLines, levelMargin, levelsOf } from '../chart/level-lines.ts';
import { colour } from '../chart/palette.ts';
import { texts } from '../chart/text.ts';
import { count } from '../format.ts';
import { phrase } from '../phrase.ts';
import type { Figure } from '../types.ts';
import type { FeatureRow, ReportView } from '../view.ts';

/** What a layer costs against what it gives: the weights it needs, or the bytes of its vector where weights are unknown.
 * Layers that no cheaper one beats are joined by a line. */
export const cost: Figure = {
  id: 'cost',
  title: 'Accuracy against cost',
  draw: (view, width) => {
    const { metric, names, score, features } = view;
    const layers = features.filter(({ role, best }) => role === 'candidate' && score(best) !== undefined);
    const byWeights = layers.every(({ feature }) => (feature.modelBytes ?? 0) > 0);
    const costOf = ({ feature }: FeatureRow) => (byWeights ? feature.modelBytes! : feature.dim * 4);
    if (new Set(layers.map(costOf)).size < 2) return undefined;

    const isNarrow = width < narrowWidth;
    const height = isNarrow ? 230 : 280;
    const levels = levelsOf(view, width);
    const front = paretoFront(layers, costOf, view);
    const points = layers.map((row) => ({
      x: costOf(row),
      y: score(row.best)!.mean,
      number: row.number,
      isFront: front.includes(row),
    }));
    const x = costDomain(points.map((point) => point.x));
    const y = paddedDomain(
      [...points.map((point) => point.y), ...levels.map(({ value }) => value)],
      metric.isShare,
    );
    const data = { values: points };
    const position = {
      x: { field: 'x', type: 'quantitative' },
      y: { field: 'y', type: 'quantitative' },
    } as const;
    const what = byWeights ? 'weights needed for the layer' : 'bytes of one feature vector';
    return {
      caption: phrase`Each dot is a layer with its best model, by its number in the table. The line joins the layers that no cheaper one beats.`,
      description: phrase`${metric.title} of ${count(layers.length, 'layer')} against the ${what}. Not beaten by a cheaper one: ${front.map(({ feature }) => names.featureLabel(feature)).join(', ')}.`,
      spec: {
        ...frame(width, height, { left: 46, right: Math.max(16, levelMargin(levels)), top: 16, bottom: 46 }),
        layer: [
          ...levelLines(levels, x, y, height),
          {
            data: { values: points.filter(({ isFront }) => isFront) },
            mark: {
              type: 'line',
              interpolate: 'step-after',
              stroke: colour('series-1'),
              strokeWidth: 2,
              opacity: 0.6,
            },
            encoding: position,
          },
          {
            data,
            mark: { type: 'circle', size: 70, opacity: 1, strokeWidth: 2, stroke: colour('series-1') },
            encoding: {
              ...position,
              fill: {
                condition: { test: 'datum.isFront', value: colour('series-1') },
                value: colour('surface'),
              },
            },
          },
          ...texts(
            points.map(({ x, y, number }) => ({ x, y, text: String(number) })),
            { dy: -12, fontSize: 11 },
          ),
        ],
        encoding: {
          x: {
            scale: { type: 'log', domain: [...x], nice: false },
            axis: { title: `${what}, log scale`, values: decades(x), ...byteLabels, grid: false },
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

/** Layers that beat every cheaper one, cheapest first. */
function paretoFront(
  layers: readonly FeatureRow[],
  costOf: (row: FeatureRow) => number,
  { metric, score }: ReportView,
): readonly FeatureRow[] {
  const gain = (row: FeatureRow) => score(row.best)!.mean * (metric.better === 'higher' ? 1 : -1);
  const front: FeatureRow[] = [];
  for (const row of [...layers].sort((a, b) => costOf(a) - costOf(b) || gain(b) - gain(a))) {
    if (front.every((cheaper) => gain(row) > gain(cheaper))) front.push(row);
  }
  return front;
}

/** 1, 10, 100, … within a range; every third of a decade too where there are few. */
function decades([low, high]: readonly [number, number]): number[] {
  const inside = (value: number) => value >= low && value <= high;
  const powers = Array.from({ length: 13 }, (_, exponent) => 10 ** exponent).filter(inside);
  return powers.length > 2
    ? powers
    : Array.from({ length: 13 }, (_, e) => [10 ** e, 2 * 10 ** e, 5 * 10 ** e])
        .flat()
        .filter(inside);
}

function costDomain(costs: readonly number[]): [number, number] {
  return [Math.min(...costs) / 1.4, Math.max(...costs) * 1.4];
}
