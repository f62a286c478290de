import type { TopLevelSpec } from 'vega-lite';
import { colour } from './palette.ts';

type LayeredSpec = Extract<TopLevelSpec, { layer: unknown }>;

/** A mark of a layered figure. */
export type Layer = LayeredSpec['layer'][number];

/** One text of a figure; `x` and `y` in the figure's own scales. */
export interface TextDatum {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Texts that stay readable over lines: each is drawn on a halo of the page's colour.
 * @param mark alignment, offsets, weight and colour. */
export function texts(
  values: readonly TextDatum[],
  mark: Readonly<{
    align?: 'left' | 'center' | 'right';
    baseline?: 'top' | 'middle' | 'bottom';
    dx?: number;
    dy?: number;
    angle?: number;
    fontSize?: number;
    fontWeight?: 'normal' | 'bold';
    fill?: string;
  }> = {},
): Layer[] {
  const layer = (style: object): Layer => ({
    data: { values: [...values] },
    mark: { type: 'text', baseline: 'middle', ...mark, ...style },
    encoding: {
      x: { field: 'x', type: 'quantitative' },
      y: { field: 'y', type: 'quantitative' },
      text: { field: 'text' },
    },
  });
  return values.length === 0
    ? []
    : [layer({ stroke: colour('surface'), strokeWidth: 4, strokeJoin: 'round' }), layer({})];
}
