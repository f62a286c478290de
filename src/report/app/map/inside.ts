import type { Points } from './nearest.ts';
import type { Place } from './viewport.ts';

/** The points that a closed outline goes round, by the even-odd rule; an outline that crosses itself leaves out what it
 * goes round twice. */
export function pointsInside(
  { x, y }: Points,
  outline: readonly Place[],
  isShown: (point: number) => boolean,
): readonly number[] {
  const inside: number[] = [];
  for (let point = 0; point < x.length; point++) {
    if (isShown(point) && isInside(outline, x[point]!, y[point]!)) inside.push(point);
  }
  return inside;
}

/** The outline of a rectangle between two of its corners. */
export function rectangle(a: Place, b: Place): readonly Place[] {
  return [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];
}

/** Whether a ray to the right crosses the outline an odd number of times. */
function isInside(outline: readonly Place[], x: number, y: number): boolean {
  let isOdd = false;
  let previous = outline.at(-1);
  for (const corner of outline) {
    if (previous !== undefined && corner.y > y !== previous.y > y) {
      const crossing = corner.x + ((y - corner.y) / (previous.y - corner.y)) * (previous.x - corner.x);
      if (x < crossing) isOdd = !isOdd;
    }
    previous = corner;
  }
  return isOdd;
}
