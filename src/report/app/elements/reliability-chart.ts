import { count, formatMany, formatShare } from '../../format.ts';
import type { ReliabilityBin } from '../model/calibration.ts';
import { svg } from './svg.ts';
import { withTooltip } from './tooltip.ts';

/** Pixels: the plot is a square, below which stand the bars of counts. */
const side = 360;
const margin = { left: 48, right: 24, top: 10, bottom: 40 };
const strip = { gap: 34, height: 64 };

const height = side + strip.gap + strip.height;

/** Confidence against the share that was right, with 95 % intervals, and the number of tests as bars; each bin opens its
 * tests.
 * @param label names the picture for a screen reader. */
export function reliabilityChart(
  bins: readonly ReliabilityBin[],
  label: string,
  open: (bin: ReliabilityBin) => void,
): SVGSVGElement {
  const most = Math.max(...bins.map(({ outcomes }) => outcomes.length));
  const box = `${-margin.left} ${-margin.top} ${side + margin.left + margin.right} ${height + margin.top + margin.bottom}`;
  return svg(
    'svg',
    { viewBox: box, class: 'reliability', role: 'group', 'aria-label': label },
    ...scales(),
    ...bins.map((bin) => binMark(bin, most, open)),
  );
}

/** Grid lines, the diagonal and the numbers beside them: decoration, as every bin says its own. */
function scales(): SVGElement[] {
  const fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const lines = fifths.flatMap((share) => {
    const y = side * (1 - share);
    return [
      svg('line', { x1: 0, x2: side, y1: y, y2: y, class: 'grid' }),
      svg('text', { x: -8, y: y + 4, class: 'end' }, formatShare(share, 0)),
      svg('text', { x: side * share, y: height + 18, class: 'middle' }, formatShare(share, 0)),
    ];
  });
  return [
    svg(
      'g',
      { 'aria-hidden': 'true' },
      ...lines,
      svg('line', { x1: 0, x2: side, y1: side, y2: 0, class: 'diagonal' }),
      svg('text', { x: side / 2, y: height + 36, class: 'middle' }, 'confidence'),
    ),
  ];
}

function binMark(bin: ReliabilityBin, most: number, open: (bin: ReliabilityBin) => void): SVGElement {
  const { from, to, confidence, right, ci95, outcomes } = bin;
  const [x, y] = [side * confidence, (share: number) => side * (1 - share)];
  const [left, width] = [side * from, side * (to - from)];
  const bar = (strip.height * outcomes.length) / most;
  const said = `Sure to ${formatShare(from, 0)}–${formatShare(to, 0)}: ${formatShare(right, 0)} of ${count(outcomes.length, 'test')} right`;
  const mark = svg(
    'g',
    { class: 'bin', role: 'button', tabindex: 0, 'aria-label': said },
    svg('rect', { x: left, y: 0, width, height, class: 'reach' }),
    svg('rect', { x: left + 3, y: height - bar, width: width - 6, height: bar, class: 'count' }),
    svg(
      'text',
      { x: left + width / 2, y: height - bar - 4, class: 'middle small' },
      formatMany(outcomes.length),
    ),
    svg('line', { x1: x, x2: x, y1: y(ci95[0]), y2: y(ci95[1]), class: 'interval' }),
    svg('circle', { cx: x, cy: y(right), r: 5 }),
  );
  mark.addEventListener('click', () => open(bin));
  mark.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(bin);
  });
  withTooltip(mark, () => [said]);
  return mark;
}
