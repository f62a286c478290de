import { cellMark, markedCell } from '../chart/cell-mark.ts';
import { drawnAt, edgeNote } from '../chart/edge.ts';
import { frame, metricAxis, narrowWidth, paddedDomain } from '../chart/layout.ts';
import { levelLines, levelMargin, levelsOf } from '../chart/level-lines.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { type Cost, costs } from '../costs.ts';
import { capitalised, count } from '../format.ts';
import { phrase } from '../phrase.ts';
import type { Drawing, Figure } from '../types.ts';
import type { FeatureRow, ReportView } from '../view.ts';

/** What a feature space costs against what it gives; those that nothing as cheap beats are joined by a line. */
export const cost: Figure = {
  id: 'cost',
  title: 'What a layer gives for its cost',
  draw: (view, width) => {
    const [first] = known(view);
    return first && drawCost(view, width, first);
  },
  alternatives: (view) => {
    const [first, ...others] = known(view);
    if (first === undefined || others.length === 0) return undefined;
    return {
      label: 'Cost',
      first: first.title,
      others: others.map((other) => ({
        title: other.title,
        draw: (view, width) => drawCost(view, width, other),
      })),
    };
  },
};

/** Costs that are known of every layer and not all the same. */
function known(view: ReportView): readonly Cost[] {
  return costs.filter((cost) => {
    const rows = rowsWith(view, cost);
    const nLayers = view.features.filter((row) => isScored(view, row) && row.role === 'candidate').length;
    return (
      rows.filter(({ role }) => role === 'candidate').length === nLayers &&
      nLayers > 1 &&
      new Set(rows.map((row) => cost.of(row))).size > 1
    );
  });
}

function rowsWith(view: ReportView, cost: Cost): readonly FeatureRow[] {
  return view.features.filter(
    (row) => row.role !== 'control' && isScored(view, row) && cost.of(row) !== undefined,
  );
}

function isScored({ score }: ReportView, { best }: FeatureRow): boolean {
  return score(best) !== undefined;
}

function drawCost(view: ReportView, width: number, cost: Cost): Drawing {
  const { metric, names, score } = view;
  const rows = bestOfEachCost(rowsWith(view, cost), cost, view);
  const isNarrow = width < narrowWidth;
  const height = isNarrow ? 230 : 280;
  const levels = levelsOf(view, width);
  const front = paretoFront(rows, cost, view);
  const drawn = drawnAt(view);
  const points = rows.map((row) => ({
    x: cost.of(row)!,
    y: drawn(score(row.best)!.mean),
    number: row.number,
    isFront: front.includes(row),
    isBaseline: row.role === 'baseline',
    mark: cellMark(view, row.best),
  }));
  const x = costDomain(points.map((point) => point.x));
  const y = paddedDomain(
    [...points.map((point) => point.y), ...levels.map(({ value }) => value)],
    metric.isShare,
  );
  const note = edgeNote(
    view,
    rows.map(({ best }) => score(best)!.mean),
  );
  const baselines = points.some(({ isBaseline }) => isBaseline) ? phrase` Diamonds are baselines.` : '';
  return {
    caption: phrase`${capitalised(cost.title)}. Each dot is a layer with its best model, by its number in the table.${baselines} Filled and joined by the line: nothing as cheap is better.${note}`,
    description: phrase`${metric.title} of ${count(points.length, 'feature space')} against the ${cost.title}. Not beaten by a cheaper one: ${front.map(({ feature }) => names.featureLabel(feature)).join(', ')}.`,
    spec: {
      ...frame(width, height, { left: 46, right: Math.max(16, levelMargin(levels)), top: 16, bottom: 46 }),
      layer: [
        ...levelLines(levels, x, y, height),
        ...frontAndDots(points),
        ...texts(
          points.map(({ x, y, number }) => ({ x, y, text: String(number) })),
          { dy: -12, fontSize: 11 },
        ),
      ],
      encoding: {
        x: {
          scale: { type: 'log', domain: [...x], nice: false },
          axis: { title: `${cost.title}, log scale`, values: decades(x), ...cost.labels, grid: false },
        },
        y: {
          scale: { domain: [...y], nice: false, zero: false },
          axis: metricAxis(metric, 6),
        },
      },
    },
  };
}

function frontAndDots(points: readonly { readonly isFront: boolean }[]): Layer[] {
  const position = {
    x: { field: 'x', type: 'quantitative' },
    y: { field: 'y', type: 'quantitative' },
  } as const;
  const isBaseline = 'datum.isBaseline';
  const ink = { condition: { test: isBaseline, value: colour('baseline') }, value: colour('series-1') };
  return [
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
      data: { values: [...points] },
      mark: { type: 'point', size: 70, opacity: 1, strokeWidth: 2, aria: true },
      encoding: {
        ...position,
        ...markedCell,
        stroke: ink,
        fill: {
          condition: [
            { test: '!datum.isFront', value: colour('surface') },
            { test: isBaseline, value: colour('baseline') },
          ],
          value: colour('series-1'),
        },
        shape: { condition: { test: isBaseline, value: 'diamond' }, value: 'circle' },
      },
    },
  ];
}

/** Of feature spaces that cost the same, as all layers of one pass do, the best of each role. */
function bestOfEachCost(rows: readonly FeatureRow[], cost: Cost, view: ReportView): readonly FeatureRow[] {
  const isBest = (row: FeatureRow) =>
    rows.every(
      (other) =>
        other === row ||
        other.role !== row.role ||
        cost.of(other) !== cost.of(row) ||
        view.ranked.indexOf(row.best) < view.ranked.indexOf(other.best),
    );
  return rows.filter(isBest);
}

/** Rows that beat every cheaper one, cheapest first. */
function paretoFront(
  rows: readonly FeatureRow[],
  cost: Cost,
  { metric, score }: ReportView,
): readonly FeatureRow[] {
  const gain = (row: FeatureRow) => score(row.best)!.mean * (metric.better === 'higher' ? 1 : -1);
  const front: FeatureRow[] = [];
  for (const row of [...rows].sort((a, b) => cost.of(a)! - cost.of(b)! || gain(b) - gain(a))) {
    if (front.every((cheaper) => gain(row) > gain(cheaper))) front.push(row);
  }
  return front;
}

/** 1, 10, 100, … within a range; every third of a decade too where there are few. */
function decades([low, high]: readonly [number, number]): number[] {
  const inside = (value: number) => value >= low && value <= high;
  const exponents = Array.from({ length: 16 }, (_, i) => i - 3);
  const powers = exponents.map((exponent) => 10 ** exponent).filter(inside);
  return powers.length > 2
    ? powers
    : exponents.flatMap((e) => [10 ** e, 2 * 10 ** e, 5 * 10 ** e]).filter(inside);
}

function costDomain(costs: readonly number[]): [number, number] {
  return [Math.min(...costs) / 1.4, Math.max(...costs) * 1.4];
}
