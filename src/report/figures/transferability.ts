import { frame, narrowWidth } from '../chart/layout.ts';
import { colour, seriesColour } from '../chart/palette.ts';
import { seriesKey, seriesKeyHeight } from '../chart/series-key.ts';
import { type Layer, texts } from '../chart/text.ts';
import { count } from '../format.ts';
import { layerNumber } from '../layer-name.ts';
import { phrase } from '../phrase.ts';
import { measuredOf, type ScoredLayer } from '../transferability.ts';
import type { Figure } from '../types.ts';

/** Predicted lines beside the measured one: more could not be told apart. */
const mostPredicted = 4;

/** The layers by depth: what was measured after training beside what the scores said before, each drawn from its worst
 * layer to its best. */
export const transferability: Figure = {
  id: 'transferability',
  title: 'Predicted and measured',
  draw: (view, width) => {
    const { transferability: known } = view.results;
    if (known === undefined || known.spaces.length < 3) return undefined;
    const { spaces } = known;
    const isRising = view.metric.better === 'higher';
    const measured = scaled(
      spaces.map((space) => {
        const value = measuredOf(view, space);
        return value === undefined || isRising ? value : -value;
      }),
    );
    const predicted = known.scores.filter(({ better }) => better === 'higher').slice(0, mostPredicted);
    const lines = [
      { title: `${view.metric.title}, measured`, values: measured },
      ...predicted.map(({ id, title }) => ({
        title,
        values: scaled(spaces.map(({ scores }) => scores[id])),
      })),
    ].map((line, i) => ({ ...line, colour: seriesColour(i) }));
    if (lines.length < 2) return undefined;

    const series = new Map(lines.map(({ title, colour }) => [title, colour]));
    const isNarrow = width < narrowWidth;
    const last = spaces.length - 1;
    const edge = 0.25;
    return {
      caption: phrase`Each line goes from its worst layer (0) to its best (1), so that shapes can be compared; the strong line is what was measured. Numbers are those of the table of layers; a cross was dropped before training.`,
      description: phrase`What ${count(predicted.length, 'score')} said of ${count(spaces.length, 'layer')} before training, beside the measured ${view.metric.word}; all numbers are in the tables below.`,
      spec: {
        ...frame(width, isNarrow ? 190 : 230, {
          left: 34,
          right: 16,
          top: 16 + seriesKeyHeight(series, width),
          bottom: 46,
        }),
        layer: [
          ...lines.slice(1).map((line) => curve(spaces, line, 1.5)),
          curve(spaces, lines[0]!, 3),
          dots(lines[0]!),
          ...texts(
            spaces.map((space, x) => ({ x, y: 0, text: layerNumber(view, space) })),
            { dy: 16, fontSize: 11, fill: colour('muted') },
          ),
          ...seriesKey(series, width),
        ],
        encoding: {
          x: {
            scale: { domain: [-edge, last + edge], nice: false },
            axis: {
              title: 'layers, shallow to deep',
              grid: false,
              labels: false,
              domain: false,
              titlePadding: 24,
            },
          },
          y: { scale: { domain: [0, 1], nice: false }, axis: { title: null, domain: false, tickCount: 2 } },
        },
      },
    };
  },
};

interface Line {
  readonly values: readonly (number | undefined)[];
  readonly colour: string;
}

/** Values between the least and the greatest, as shares of the way; 1 where all are equal. */
function scaled(values: readonly (number | undefined)[]): (number | undefined)[] {
  const known = values.filter((value) => value !== undefined);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  return values.map((value) => (value === undefined ? value : range === 0 ? 1 : (value - low) / range));
}

const position = {
  x: { field: 'x', type: 'quantitative' },
  y: { field: 'y', type: 'quantitative' },
} as const;

/** One line for each backbone and pooling. */
function curve(spaces: readonly ScoredLayer[], line: Line, strokeWidth: number): Layer {
  const values = spaces.map(({ backbone, pooling }) => `${backbone} ${pooling}`);
  return {
    data: { values: pointsOf(line).map((point) => ({ ...point, line: values[point.x] })) },
    mark: { type: 'line', stroke: line.colour, strokeWidth },
    encoding: { ...position, detail: { field: 'line' } },
  };
}

function dots(line: Line): Layer {
  return {
    data: { values: pointsOf(line) },
    mark: { type: 'circle', size: 52, opacity: 1, fill: line.colour },
    encoding: position,
  };
}

function pointsOf({ values }: Line): { readonly x: number; readonly y: number }[] {
  return values.flatMap((y, x) => (y === undefined ? [] : [{ x, y }]));
}
