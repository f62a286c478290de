import { charactersIn, fontSize, frame, narrowWidth, textWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { count, formatNumber } from '../format.ts';
import { layerLabel, layerNumber } from '../layer-name.ts';
import { phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import { pairsOf } from '../similarity.ts';
import type { Figure } from '../types.ts';

const mostLayers = 60;
const smallestSquareWithNumber = 26;

/** How alike the layers are, each against each: a heat map of linear CKA. */
export const similarity: Figure = {
  id: 'similarity',
  title: 'How alike the layers are',
  draw: (view, width) => {
    const compared = view.results.similarity;
    if (compared === undefined || compared.spaces.length > mostLayers) return undefined;
    const { spaces, debiased, nSamples } = compared;
    const n = spaces.length;
    const isNarrow = width < narrowWidth;
    const titles = spaces.map((space) => {
      const number = layerNumber(view, space);
      return isNarrow ? number : `${number} · ${shortenMiddle(layerLabel(view, space), charactersIn(220))}`;
    });
    const left = Math.max(...titles.map((title) => textWidth(title))) + 12;
    const size = Math.min(width - left - 12, 52 * n, 520);
    const square = size / n;
    const squares = debiased.flatMap((row, y) =>
      row.flatMap((value, x) => (value === null ? [] : [{ x, y, value: Math.max(0, value) }])),
    );
    const [most] = pairsOf(view);
    return {
      caption: phrase`Linear CKA on ${count(nSamples, 'training sample')}, corrected for the width of the layers: 1 is the same up to rotation and scale, 0 is unrelated. Numbers are those of the table of layers; a cross was dropped before training.`,
      description: phrase`Similarity of ${count(n, 'layer')} to each other${most === undefined ? '' : `, at most ${formatNumber(most.similarity, 2)}`}.`,
      spec: {
        ...frame(left + size + 12, size, { left, right: 12, top: 26, bottom: 8 }),
        layer: [
          heat(squares),
          ...(square >= smallestSquareWithNumber ? numbers(squares, Math.min(fontSize, square * 0.36)) : []),
          ...texts(
            titles.map((text, y) => ({ x: 0, y: y + 0.5, text })),
            { align: 'right', dx: -8 },
          ),
          ...texts(
            spaces.map((space, x) => ({ x: x + 0.5, y: 0, text: layerNumber(view, space) })),
            { align: 'center', dy: -10 },
          ),
        ],
        encoding: {
          x: { scale: { domain: [0, n], nice: false }, axis: null },
          y: { scale: { domain: [0, n], nice: false, reverse: true }, axis: null },
        },
      },
    };
  },
};

interface Square {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

function heat(squares: readonly Square[]): Layer {
  return {
    data: { values: squares.map((square) => ({ ...square, right: square.x + 1, below: square.y + 1 })) },
    mark: { type: 'rect', fill: colour('heat'), stroke: colour('surface'), strokeWidth: 1 },
    encoding: {
      x: { field: 'x', type: 'quantitative' },
      x2: { field: 'right' },
      y: { field: 'y', type: 'quantitative' },
      y2: { field: 'below' },
      // Ends at 0.75, where the ink still reads on the fill in both themes.
      fillOpacity: {
        field: 'value',
        type: 'quantitative',
        scale: { domain: [0, 1], range: [0.02, 0.75] },
        legend: null,
      },
    },
  };
}

function numbers(squares: readonly Square[], size: number): Layer[] {
  return [
    {
      data: {
        values: squares.map(({ x, y, value }) => ({ x: x + 0.5, y: y + 0.5, text: formatNumber(value, 2) })),
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
