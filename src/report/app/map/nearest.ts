import type { Place } from './viewport.ts';

/** Points on a plane, by their position in two lists. */
export interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The point nearest to a place; undefined where none is within reach. A plain scan: 20,000 points are a tenth of a
 * millisecond, and an index would have to be made anew whenever a class is hidden.
 * @param reach in coordinates of the points. */
export function nearestPoint(
  { x, y }: Points,
  place: Place,
  reach: number,
  isShown: (point: number) => boolean,
): number | undefined {
  let nearest: number | undefined;
  let least = reach ** 2;
  for (let point = 0; point < x.length; point++) {
    const distance = (x[point]! - place.x) ** 2 + (y[point]! - place.y) ** 2;
    if (distance <= least && isShown(point)) {
      least = distance;
      nearest = point;
    }
  }
  return nearest;
}

/** The next point in a direction: the nearest within 45° of it. Points on the same spot follow one another to the right
 * and downwards, so that each can be reached.
 * @returns undefined at the edge. */
export function nextPoint(
  { x, y }: Points,
  from: number,
  direction: Direction,
  isShown: (point: number) => boolean,
): number | undefined {
  const sign = direction === 'right' || direction === 'up' ? 1 : -1;
  const [main, cross] = direction === 'left' || direction === 'right' ? [x, y] : [y, x];
  const goesOn = direction === 'right' || direction === 'down';
  let next: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let point = 0; point < x.length; point++) {
    if (point === from || !isShown(point)) continue;
    const along = sign * (main[point]! - main[from]!);
    const across = cross[point]! - cross[from]!;
    const isSameSpot = along === 0 && across === 0;
    if (isSameSpot ? point > from !== goesOn : along <= 0 || Math.abs(across) > along) continue;
    const distance = along ** 2 + across ** 2;
    if (distance < least || (isSameSpot && !goesOn)) {
      least = distance;
      next = point;
    }
  }
  return next;
}
