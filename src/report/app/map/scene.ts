import type { ExplorationMap } from '../../../result/index.ts';
import type { Colouring } from './groups.ts';
import type { Place, Viewport } from './viewport.ts';

/** All that the picture of a map shows. A point is a position in the map's lists, a row one in the samples. */
export interface Scene {
  readonly points: ExplorationMap;
  readonly colouring: Colouring;
  /** Groups that are left out. */
  readonly hidden: ReadonlySet<number>;
  readonly viewport: Viewport;
  /** The point under the pointer or the keyboard. */
  readonly current?: number | undefined;
  /** The row whose neighbours are shown, and their rows. */
  readonly pinned?: number | undefined;
  readonly neighbours: readonly number[];
  /** Rows that stand out. */
  readonly selected?: ReadonlySet<number> | undefined;
  /** What is being drawn around points, in coordinates of the map. */
  readonly outline: readonly Place[];
}

/** Whether the group of a point is shown. */
export function isShown({ points, colouring, hidden }: Scene, point: number): boolean {
  return !hidden.has(colouring.ofRow[points.rows[point]!]!);
}
