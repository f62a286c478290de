import { colour } from '../../chart/palette.ts';
import type { PointStyle } from '../../chart/point-style.ts';
import { svg } from '../elements/svg.ts';

/** The symbol of a group beside its name. */
export function swatch({ colour: role, shape }: PointStyle): SVGElement {
  return svg(
    'svg',
    { viewBox: '-1 -1 2 2', class: 'swatch', 'aria-hidden': 'true' },
    svg('path', { d: shape, fill: colour(role) }),
  );
}
