import type { Config, TopLevelSpec } from 'vega-lite';
import type { MetricStyle } from '../format.ts';
import { colour } from './palette.ts';

/** Room around the plot of a figure, pixels. */
export interface Margin {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const fontSize = 12;

/** Below this width a figure leaves out what would not fit on a phone. */
export const narrowWidth = 480;

const font = 'system-ui, sans-serif';

const config: Config = {
  // The picture as a whole has a title and a description; marks one by one would drown a screen reader.
  aria: false,
  background: 'transparent',
  font,
  view: { stroke: null },
  axis: {
    labelColor: colour('muted'),
    labelFontSize: fontSize,
    labelLimit: 0,
    titleColor: colour('muted'),
    titleFontSize: fontSize,
    titleFontWeight: 'normal',
    titleLimit: 0,
    gridColor: colour('grid'),
    domainColor: colour('axis'),
    tickColor: colour('axis'),
    ticks: false,
    labelPadding: 6,
    titlePadding: 10,
  },
  text: { fontSize, fill: colour('ink') },
};

/** The parts that all figures share. Margins are ours rather than Vega's: without a canvas it can only guess how wide
 * a text is, and cuts off or pads by its guess. */
export function frame(
  width: number,
  plotHeight: number,
  margin: Margin,
): Pick<TopLevelSpec, '$schema' | 'config' | 'autosize' | 'padding'> & { width: number; height: number } {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config,
    autosize: { type: 'none' },
    padding: { left: margin.left, right: margin.right, top: margin.top, bottom: margin.bottom },
    width: width - margin.left - margin.right,
    height: plotHeight,
  };
}

/** Axis labels of a share: `20 %`. */
export const shareLabels = { format: '.0%', labelExpr: "replace(datum.label, '%', '\u00a0%')" };

/** Axis labels of bytes: `10 kB`. */
export const byteLabels = {
  format: '~s',
  labelExpr: "replace(datum.label, regexp('([kMG]?)$'), '\u00a0$1B')",
};

/** The axis of a metric, without a title: the page around the figure names the metric.
 * @param tickCount about how many. */
export function metricAxis({ isShare, hasUnit }: MetricStyle, tickCount: number) {
  const labels = isShare ? shareLabels : { format: hasUnit ? ',.3~r' : '.2~f' };
  return { title: null, domain: false, tickCount, ...labels };
}

/** A generous estimate of a text's width in pixels, for wide system fonts too. */
export function textWidth(text: string, size = fontSize): number {
  let ems = 0;
  for (const character of text)
    ems += character >= '\u2e80' ? 1.05 : /[A-ZMWmw@%…]/.test(character) ? 0.8 : 0.58;
  return Math.ceil(ems * size);
}

/** How many characters of a usual text fit into a width. */
export function charactersIn(width: number, size = fontSize): number {
  return Math.max(3, Math.floor(width / (0.6 * size)));
}

/** Move positions apart until neighbours keep a gap, each as near to where it was as the order allows.
 * @param positions ascending or not; the result keeps their order of entry.
 * @param low @param high the room they must stay in, where there is enough of it. */
export function spreadApart(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
  const placed = [...positions];
  let previous = low - gap;
  for (const i of order) {
    placed[i] = Math.max(placed[i]!, previous + gap);
    previous = placed[i]!;
  }
  let next = high + gap;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, next - gap);
    next = placed[i]!;
  }
  return placed;
}

/** An axis range around values: a little air on both sides, and shares stay within [0, 1].
 * @param share of the range that is added on each side. */
export function paddedDomain(values: readonly number[], isShare: boolean, share = 0.06): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || Math.abs(high) || 1) * share;
  return isShare ? [Math.max(0, low - air), Math.min(1, high + air)] : [low - air, high + air];
}
