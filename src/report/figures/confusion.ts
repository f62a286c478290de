import { cellPhrase } from '../cell-phrase.ts';
import { charactersIn, fontSize, frame, narrowWidth, textWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { phrase } from '../phrase.ts';
import { plainText, shortenMiddle } from '../plain-text.ts';
import type { Figure } from '../types.ts';

const maxClasses = 100;
const maxClassesWithCounts = 25;
const smallestCellWithCount = 17;

/** Which class was taken for which, for the chosen cell: counts, shaded by their share of the true class. */
export const confusion: Figure = {
  id: 'confusion',
  title: 'What is taken for what',
  draw: (view, width) => {
    const { chosen, results } = view;
    const nClasses = results.dataset.classNames.length;
    if (chosen.confusion === undefined || nClasses > maxClasses) return undefined;

    const isNarrow = width < narrowWidth;
    const labelWidth = isNarrow ? 74 : 130;
    const labels = results.dataset.classNames.map((label) =>
      shortenMiddle(plainText(label), charactersIn(labelWidth)),
    );
    const side = Math.max(...labels.map((label) => textWidth(label))) + 12;
    const right = overhang(labels, (width - side) / nClasses);
    const size = Math.min(width - side - right, isNarrow ? width : 64 * nClasses, 600);
    const cellSize = size / nClasses;
    const top = Math.ceil((side - 12) * slope) + 26;
    const squares = squaresOf(chosen.confusion);
    const hasCounts = nClasses <= maxClassesWithCounts && cellSize >= smallestCellWithCount;
    const hasLabels = cellSize >= fontSize - 2;
    return {
      caption: phrase`Rows are the true classes, columns what ${cellPhrase(view, chosen)} took them for; shading is the share of the row.`,
      description: phrase`Confusion matrix of ${String(nClasses)} classes; the table below says for each class how many were found and what the others were taken for.`,
      spec: {
        ...frame(side + size + right, size, { left: side, right, top, bottom: 8 }),
        layer: [
          heat(squares),
          ...(hasCounts ? counts(squares, Math.min(fontSize, cellSize * 0.48)) : []),
          ...(hasLabels ? classLabels(labels) : []),
        ],
        encoding: {
          x: { scale: { domain: [0, nClasses], nice: false }, axis: null },
          y: { scale: { domain: [0, nClasses], nice: false, reverse: true }, axis: null },
        },
      },
    };
  },
};

/** How wide and how high a slanted label is for its length: the sine of 45°, and a little for its own height. */
const slope = 0.75;

/** How far the slanted labels of the last columns reach beyond the plot. */
function overhang(labels: readonly string[], cellSize: number): number {
  const reach = labels.map(
    (label, i) => textWidth(label) * slope - (labels.length - i - 0.5) * cellSize * slope,
  );
  return Math.max(12, ...reach) + 8;
}

interface Square {
  readonly column: number;
  readonly row: number;
  readonly count: number;
  readonly share: number;
}

function squaresOf(matrix: readonly (readonly number[])[]): readonly Square[] {
  return matrix.flatMap((counts, row) => {
    const total = counts.reduce((sum, n) => sum + n, 0);
    return counts.flatMap((n, column) => (n === 0 ? [] : [{ column, row, count: n, share: n / total }]));
  });
}

function heat(squares: readonly Square[]): Layer {
  return {
    data: {
      values: squares.map((square) => ({ ...square, right: square.column + 1, below: square.row + 1 })),
    },
    mark: { type: 'rect', fill: colour('heat'), stroke: colour('surface'), strokeWidth: 1 },
    encoding: {
      x: { field: 'column', type: 'quantitative' },
      x2: { field: 'right' },
      y: { field: 'row', type: 'quantitative' },
      y2: { field: 'below' },
      // Ends at 0.75, where the ink still reads on the fill in both themes.
      fillOpacity: {
        field: 'share',
        type: 'quantitative',
        scale: { domain: [0, 1], range: [0.05, 0.75] },
        legend: null,
      },
    },
  };
}

function counts(squares: readonly Square[], size: number): Layer[] {
  return [
    {
      data: {
        values: squares.map(({ column, row, count }) => ({
          x: column + 0.5,
          y: row + 0.5,
          text: String(count),
        })),
      },
      mark: { type: 'text', baseline: 'middle', fontSize: size, fill: colour('ink') },
      encoding: {
        x: { field: 'x', type: 'quantitative' },
        y: { field: 'y', type: 'quantitative' },
        text: { field: 'text' },
      },
    },
  ];
}

function classLabels(labels: readonly string[]): Layer[] {
  return [
    ...texts(
      labels.map((text, i) => ({ x: 0, y: i + 0.5, text })),
      { align: 'right', dx: -8 },
    ),
    ...texts(
      labels.map((text, i) => ({ x: i + 0.5, y: 0, text })),
      { align: 'left', angle: -45, dx: 6, dy: -4 },
    ),
  ];
}
