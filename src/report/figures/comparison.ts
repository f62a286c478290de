import { cellMark, markedCell } from '../chart/cell-mark.ts';
import { drawnAt, edgeNote } from '../chart/edge.ts';
import {
  charactersIn,
  fontSize,
  frame,
  metricAxis,
  narrowWidth,
  paddedDomain,
  textWidth,
} from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

const shown = 15;

/** The best cells side by side, each with its 95 % interval; the best baseline comes last if it is not among them. */
export const comparison: Figure = {
  id: 'comparison',
  title: 'The best cells',
  draw: (view, width) => {
    const { metric, ranked, score } = view;
    const scored = ranked.filter((cell) => cell.role !== 'control' && score(cell) !== undefined);
    const baseline = scored.find((cell) => cell.role === 'baseline');
    const cells = [...new Set([...scored.slice(0, shown), ...(baseline ? [baseline] : [])])];
    if (cells.length < 2) return undefined;

    const isNarrow = width < narrowWidth;
    const rowHeight = isNarrow ? 36 : 25;
    const titles = cells.map((cell) => cellTitle(view, cell, isNarrow ? charactersIn(width - 40) : 52));
    const left = isNarrow ? 12 : Math.max(...titles.map((title) => textWidth(title))) + 8;
    const drawn = drawnAt(view);
    const rows = cells.map((cell, i) => {
      const { mean, ci95 } = score(cell)!;
      const standing = view.tied.has(cell.id) ? 'tied' : 'behind';
      return {
        mark: cellMark(view, cell),
        row: i + (isNarrow ? 0.7 : 0.5),
        mean: drawn(mean),
        low: drawn(ci95[0]),
        high: drawn(ci95[1]),
        role: cell.role,
        standing,
        value: metric.value(mean),
      };
    });
    const x = paddedDomain(
      rows.flatMap(({ low, high }) => [low, high]),
      metric.isShare,
    );
    return {
      caption: phrase`Dots are means, bars 95\u00a0% intervals. Filled: as good as the best within what the data can tell. Open: behind it. Diamond: baseline. The number is that of the layer or recipe.${edgeNote(
        view,
        cells.flatMap((cell) => score(cell)!.ci95),
      )}`,
      description: phrase`${metric.title} of the best cells: ${rows
        .slice(0, 3)
        .map(({ value }, i) => `${titles[i]} ${value}`)
        .join('; ')}. All numbers are in the table of all cells.`,
      spec: {
        ...frame(width, rowHeight * cells.length, {
          left,
          right: textWidth('100.0 %') + 14,
          top: 8,
          bottom: 30,
        }),
        layer: [
          ...intervals(rows),
          ...texts(
            rows.map(({ row, value }) => ({ x: x[1], y: row, text: value })),
            { align: 'left', dx: 10 },
          ),
          ...texts(
            rows.map(({ row }, i) => ({ x: x[0], y: isNarrow ? row - 0.45 : row, text: titles[i]! })),
            isNarrow ? { align: 'left', fontSize: fontSize - 0.5 } : { align: 'right', dx: -10 },
          ),
        ],
        encoding: {
          x: {
            scale: { domain: [...x], nice: false, zero: false },
            axis: metricAxis(metric, isNarrow ? 4 : 7),
          },
          y: { scale: { domain: [0, cells.length], reverse: true, nice: false }, axis: null },
        },
      },
    };
  },
};

function cellTitle({ names, numberOf }: ReportView, cell: ReportView['chosen'], limit: number): string {
  const model = names.model(cell);
  const room = Math.max(10, limit - model.length - 7);
  return `${numberOf(cell)} · ${shortenMiddle(names.featureLabel(cell.feature), room)} · ${shortenMiddle(model, limit - 17)}`;
}

function intervals(rows: readonly object[]): Layer[] {
  const data = { values: [...rows] };
  const y = { field: 'row', type: 'quantitative' } as const;
  const isBaseline = "datum.role === 'baseline'";
  const ink = { condition: { test: isBaseline, value: colour('baseline') }, value: colour('series-1') };
  return [
    {
      data,
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' }, y, stroke: ink },
    },
    {
      data,
      mark: { type: 'point', size: 62, strokeWidth: 2, opacity: 1, aria: true },
      encoding: {
        ...markedCell,
        x: { field: 'mean', type: 'quantitative' },
        y,
        stroke: ink,
        fill: {
          condition: [
            { test: "datum.standing === 'behind'", value: colour('surface') },
            { test: isBaseline, value: colour('baseline') },
          ],
          value: colour('series-1'),
        },
        shape: { condition: { test: isBaseline, value: 'diamond' }, value: 'circle' },
      },
    },
  ];
}
