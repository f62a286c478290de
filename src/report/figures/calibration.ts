import { describeCalibration, type ReliabilityBin, reliabilityOf } from '../app/model/calibration.ts';
import { outcomesOf } from '../app/model/outcomes.ts';
import { cellPhrase } from '../cell-phrase.ts';
import { frame, narrowWidth, shareLabels } from '../chart/layout.ts';
import { colour } from '../chart/palette.ts';
import type { Layer } from '../chart/text.ts';
import { count, formatMany, formatShare } from '../format.ts';
import { type Phrase, phrase } from '../phrase.ts';
import type { Figure } from '../types.ts';
import type { ReportView } from '../view.ts';

const largestSide = 420;

/** Where the bars of counts stand, below the shares, on their scale. */
const strip = { bottom: -0.34, height: 0.2 };

/** How often the chosen cell is right by how sure it is, with 95 % intervals; below it, how many tests that is. */
export const calibration: Figure = {
  id: 'calibration',
  title: 'How sure it is, and how often right',
  draw: (view, width) => {
    const outcomes = view.exploration && outcomesOf(view.exploration, view.chosen.id);
    const bins = outcomes && reliabilityOf(outcomes);
    if (outcomes === undefined || bins === undefined) return undefined;
    const side = Math.min(width - 66, largestSide);
    return {
      caption: phrase`Each dot is a tenth of the scale of confidence: how sure ${cellPhrase(view, view.chosen)} was of its answers, and the share that was right, with its 95\u00a0% interval. On the dashed line it is as often right as it says; below it, it is too sure of itself. Bars count the tests. ${describeCalibration(bins)}`,
      description: descriptionOf(view, bins),
      spec: {
        ...frame(side + 66, side * (1 - strip.bottom), { left: 50, right: 16, top: 12, bottom: 46 }),
        layer: [diagonal(), ...counts(bins, width < narrowWidth ? 9 : 11), intervals(bins), dots(bins)],
        encoding: {
          x: {
            scale: { domain: [0, 1], nice: false },
            axis: { title: 'confidence', ...shareLabels, values: fifths, domain: false, grid: false },
          },
          y: {
            scale: { domain: [strip.bottom, 1], nice: false, zero: false },
            axis: { title: 'right', ...shareLabels, values: fifths, domain: false },
          },
        },
      },
    };
  },
};

const fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];

function descriptionOf(view: ReportView, bins: readonly ReliabilityBin[]): Phrase {
  const parts = bins.map(
    ({ confidence, right, outcomes }) =>
      `${formatShare(right, 0)} of ${count(outcomes.length, 'test')} at ${formatShare(confidence, 0)}`,
  );
  return phrase`Share right by mean confidence, of ${cellPhrase(view, view.chosen)}: ${parts.join(', ')}.`;
}

const across = { field: 'confidence', type: 'quantitative' } as const;

function diagonal(): Layer {
  return {
    data: { values: [{ from: 0, to: 1 }] },
    mark: { type: 'rule', strokeWidth: 1.5, stroke: colour('control'), strokeDash: [6, 3] },
    encoding: {
      x: { field: 'from', type: 'quantitative' },
      y: { field: 'from', type: 'quantitative' },
      x2: { field: 'to' },
      y2: { field: 'to' },
    },
  };
}

function intervals(bins: readonly ReliabilityBin[]): Layer {
  return {
    data: { values: bins.map(({ confidence, ci95: [low, high] }) => ({ confidence, low, high })) },
    mark: { type: 'rule', strokeWidth: 1.5, stroke: colour('series-1'), opacity: 0.55 },
    encoding: { x: across, y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
  };
}

function dots(bins: readonly ReliabilityBin[]): Layer {
  return {
    data: { values: bins.map(({ confidence, right }) => ({ confidence, right })) },
    mark: { type: 'circle', size: 60, opacity: 1, fill: colour('series-1') },
    encoding: { x: across, y: { field: 'right', type: 'quantitative' } },
  };
}

/** A bar for each bin with its number of tests above it. */
function counts(bins: readonly ReliabilityBin[], fontSize: number): Layer[] {
  const most = Math.max(...bins.map(({ outcomes }) => outcomes.length));
  const bars = bins.map(({ from, to, outcomes }) => ({
    from: from + 0.01,
    to: to - 0.01,
    middle: (from + to) / 2,
    bottom: strip.bottom,
    top: strip.bottom + (strip.height * outcomes.length) / most,
    text: formatMany(outcomes.length),
  }));
  const y = { field: 'top', type: 'quantitative' } as const;
  return [
    {
      data: { values: bars },
      mark: { type: 'rect', fill: colour('thin') },
      encoding: {
        x: { field: 'from', type: 'quantitative' },
        x2: { field: 'to' },
        y,
        y2: { field: 'bottom' },
      },
    },
    {
      data: { values: bars },
      mark: { type: 'text', baseline: 'bottom', dy: -2, fontSize, fill: colour('muted') },
      encoding: { x: { field: 'middle', type: 'quantitative' }, y, text: { field: 'text' } },
    },
  ];
}
