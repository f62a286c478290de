import type { ColourRole } from './palette.ts';

/** How the points of one group are drawn on a map. */
export interface PointStyle {
  readonly colour: ColourRole;
  /** SVG path within the square from −1 to 1. */
  readonly shape: string;
}

/** Those of the palette that stay apart as small points in both themes; vermilion comes last, as it marks what is wrong. */
const colours = [
  'series-1',
  'series-4',
  'series-2',
  'series-3',
  'series-6',
  'series-7',
] as const satisfies readonly ColourRole[];

/** Of about the same area, and different enough at the size of a point. */
const shapes = {
  disc: 'M0.8,0A0.8,0.8,0,1,1,-0.8,0A0.8,0.8,0,1,1,0.8,0Z',
  triangle: 'M0,-0.95L0.95,0.75L-0.95,0.75Z',
  cross:
    'M-0.9,-0.55L-0.55,-0.9L0,-0.35L0.55,-0.9L0.9,-0.55L0.35,0L0.9,0.55L0.55,0.9L0,0.35L-0.55,0.9L-0.9,0.55L-0.35,0Z',
  square: 'M-0.7,-0.7H0.7V0.7H-0.7Z',
  wedge: 'M0,0.95L0.95,-0.75L-0.95,-0.75Z',
  diamond: 'M0,-1L0.8,0L0,1L-0.8,0Z',
} as const;

const shapesInTurn = Object.values(shapes);

/** The style of the nth group, 0-based: six colours that people with any colour vision tell apart, then the same with
 * the next shape; after 36 groups they repeat. */
export function groupStyle(index: number): PointStyle {
  const shape = shapesInTurn[Math.floor(index / colours.length) % shapesInTurn.length]!;
  return { colour: colours[index % colours.length]!, shape };
}

const ramp = ['ramp-1', 'ramp-2', 'ramp-3', 'ramp-4', 'ramp-5'] as const satisfies readonly ColourRole[];

/** The most groups that a ramp tells apart. */
export const rampSteps = ramp.length;

/** The style of the nth of some groups in an order, 0-based: from little to much.
 * @param n groups, at most {@link rampSteps}. */
export function rampStyle(index: number, n: number): PointStyle {
  const step = n === 1 ? 0 : Math.round((index * (ramp.length - 1)) / (n - 1));
  return { colour: ramp[step]!, shape: shapes.disc };
}

/** Styles with a meaning of their own. */
export const outcomeStyles = {
  right: { colour: 'series-1', shape: shapes.disc },
  wrong: { colour: 'series-7', shape: shapes.cross },
  untested: { colour: 'thin', shape: shapes.disc },
} as const satisfies Readonly<Record<string, PointStyle>>;
