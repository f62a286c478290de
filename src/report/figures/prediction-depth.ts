import { type DepthGroup, depthGroups } from '../app/model/prediction-depth.ts';
import { charactersIn, fontSize, frame, narrowWidth, shareLabels, textWidth } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import { type Layer, texts } from '../chart/text.ts';
import { count, formatShare } from '../format.ts';
import { phrase } from '../phrase.ts';
import { shortenMiddle } from '../plain-text.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

const rowHeight = 24;
const labelWidth = 230;

/** A percentage with its distance to the bar and to a tick behind it, pixels. */
const labelRoom = textWidth('99\u00a0%') + 10;

/** From which layer on samples are right for good: a bar for each layer, and how many are right at it at all. */
export const predictionDepth: Figure = {
  id: 'prediction-depth',
  title: 'How deep a layer the samples need',
  draw: (view, width) => {
    const layers = layersOf(view);
    if (layers === undefined) return undefined;
    const { bars, nSamples, model } = layers;
    const isNarrow = width < narrowWidth;
    const titles = bars.map(({ number, label }) =>
      isNarrow ? number : `${number} · ${shortenMiddle(label, charactersIn(labelWidth))}`,
    );
    const left = Math.max(...titles.map((title) => textWidth(title))) + 14;
    const right = 52;
    const last = bars.at(-1)!;
    return {
      caption: phrase`Bars and percentages: the share of ${count(nSamples, 'sample')} that ${model} is right about at this layer and at every deeper one; the strong end is what this layer adds. The tick is all that is right at this layer: what lies between bar and tick is lost again further on. Layers are numbered as in the table of layers.`,
      description: phrase`Share of samples right for good by layer: ${bars
        .map(({ number, until }) => `layer ${number} ${formatShare(until, 0)}`)
        .join(', ')}. ${formatShare(1 - last.until, 0)} are not right at the last one.`,
      spec: {
        ...frame(width, rowHeight * bars.length, { left, right, top: 8, bottom: 30 }),
        layer: [
          ...stacked(bars),
          ticks(bars),
          ...texts(
            titles.map((text, row) => ({ x: 0, y: row + 0.5, text })),
            { align: 'right', dx: -8 },
          ),
          ...texts(
            bars.map((bar, row) => ({
              x: labelAt(bar, labelRoom / (width - left - right)),
              y: row + 0.5,
              text: formatShare(bar.until, 0),
            })),
            { align: 'left', dx: 8, fontSize },
          ),
        ],
        encoding: {
          x: {
            scale: { domain: [0, 1], nice: false },
            axis: { title: null, ...shareLabels, tickCount: isNarrow ? 3 : 6, domain: false },
          },
          y: { scale: { domain: [0, bars.length], nice: false, reverse: true }, axis: null },
        },
      },
    };
  },
};

/** Behind the bar, or behind the tick where it would stand on the label.
 * @param labelShare room for a label, as a share of the plot. */
function labelAt({ until, atAll }: Bar, labelShare: number): number {
  return atAll - until < labelShare ? Math.max(until, atAll) : until;
}

interface Bar {
  /** As in the table of layers. */
  readonly number: string;
  readonly label: string;
  /** Share right for good at earlier layers, and at this one. */
  readonly from: number;
  readonly until: number;
  /** Share right at this layer, for good or not. */
  readonly atAll: number;
}

/** The layers of the figure; nothing where the run did not look at several. */
function layersOf(
  view: ReportView,
): { readonly bars: readonly Bar[]; readonly nSamples: number; readonly model: string } | undefined {
  const groups = view.exploration && depthGroups(view.exploration);
  if (groups === undefined) return undefined;
  const cells = view.exploration!.predictionDepth!.cells.map((id) => view.cell(id)!);
  const nSamples = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const bars = cells.map((cell, i): Bar => {
    const right = (group: DepthGroup | undefined) => group?.rightFromHere ?? 0;
    return {
      number: String(view.numberOf(cell)),
      label: view.names.featureLabel(cell.feature),
      from: right(groups[i - 1]),
      until: right(groups[i]),
      atAll: shareOnDiagonal(cell.confusion!),
    };
  });
  return { bars, nSamples, model: view.names.model(cells[0]!) };
}

function shareOnDiagonal(matrix: readonly (readonly number[])[]): number {
  const total = matrix.flat().reduce((sum, n) => sum + n, 0);
  return matrix.reduce((sum, counts, i) => sum + counts[i]!, 0) / total;
}

function stacked(bars: readonly Bar[]): Layer[] {
  const values = bars.map(({ from, until }, row) => ({
    zero: 0,
    from,
    until,
    above: row + 0.18,
    below: row + 0.82,
  }));
  const part = (start: 'zero' | 'from', end: 'from' | 'until', opacity: number): Layer => ({
    data: { values },
    mark: { type: 'rect', fill: colour('series-1'), opacity },
    encoding: {
      x: { field: start, type: 'quantitative' },
      x2: { field: end },
      y: { field: 'above', type: 'quantitative' },
      y2: { field: 'below' },
    },
  });
  return [part('zero', 'from', 0.35), part('from', 'until', 1)];
}

function ticks(bars: readonly Bar[]): Layer {
  return {
    data: { values: bars.map(({ atAll }, row) => ({ atAll, above: row + 0.1, below: row + 0.9 })) },
    mark: { type: 'rule', strokeWidth: 2, stroke: colour('ink') },
    encoding: {
      x: { field: 'atAll', type: 'quantitative' },
      y: { field: 'above', type: 'quantitative' },
      y2: { field: 'below' },
    },
  };
}
