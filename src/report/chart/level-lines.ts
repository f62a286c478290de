import { shortenMiddle } from '../plain-text.ts';
import type { ReportView } from '../view.ts';
import { drawnAt } from './edge.ts';
import { charactersIn, fontSize, narrowWidth, spreadApart, textWidth } from './layout.ts';
import { colour } from './palette.ts';
import { type Layer, texts } from './text.ts';

/** A level to compare with: a line across the plot with its name at the right end. */
export interface Level {
  readonly value: number;
  readonly text: string;
  readonly role: 'baseline' | 'control';
}

/** The best cell of every baseline, and the floor.
 * @param width of the whole figure: a narrow one has room for names only, a wide one for values too. */
export function levelsOf(view: ReportView, width: number): readonly Level[] {
  const { features, names, metric, score } = view;
  const drawn = drawnAt(view);
  const floor = features.find(({ role }) => role === 'control');
  return [...features.filter(({ role }) => role === 'baseline'), ...(floor ? [floor] : [])].flatMap(
    ({ role, feature, best }) => {
      const result = score(best);
      if (result === undefined || role === 'candidate') return [];
      const title = role === 'control' ? names.model(best) : names.featureLabel(feature);
      const short = shortenMiddle(title, charactersIn(width < narrowWidth ? 106 : 130));
      const text = width < narrowWidth ? short : `${short} ${metric.value(result.mean)}`;
      return [{ value: drawn(result.mean), text, role }];
    },
  );
}

/** Room to the right of the plot for the names of levels, pixels. */
export function levelMargin(levels: readonly Level[]): number {
  return Math.max(0, ...levels.map(({ text }) => textWidth(text) + 14));
}

/** Draw levels across a plot; names that would overlap are moved apart.
 * @param x the range of the x-axis. @param y the range of the y-axis. @param height of the plot, pixels. */
export function levelLines(
  levels: readonly Level[],
  x: readonly [number, number],
  y: readonly [number, number],
  height: number,
): Layer[] {
  const pixelsOf = (value: number) => ((y[1] - value) / (y[1] - y[0])) * height;
  const valueAt = (pixels: number) => y[1] - (pixels / height) * (y[1] - y[0]);
  const placed = spreadApart(
    levels.map(({ value }) => pixelsOf(value)),
    fontSize + 3,
    0,
    height,
  );
  const rules = levels.map(({ value, role }) => ({ from: x[0], to: x[1], value, role }));
  if (rules.length === 0) return [];
  return [
    {
      data: { values: rules },
      mark: { type: 'rule', strokeWidth: 1.5 },
      encoding: {
        x: { field: 'from', type: 'quantitative' },
        x2: { field: 'to' },
        y: { field: 'value', type: 'quantitative' },
        stroke: {
          condition: { test: "datum.role === 'baseline'", value: colour('baseline') },
          value: colour('control'),
        },
        strokeDash: {
          condition: { test: "datum.role === 'baseline'", value: [6, 3] },
          value: [2, 3],
        },
      },
    },
    ...texts(
      levels.map(({ text }, i) => ({ x: x[1], y: valueAt(placed[i]!), text })),
      { align: 'left', dx: 8 },
    ),
  ];
}
