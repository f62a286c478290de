import type { PointStyle } from '../../chart/point-style.ts';

/** Samples in groups that a map tells apart. */
export interface Colouring {
  readonly groups: readonly { readonly name: string; readonly style: PointStyle }[];
  /** Whether groups stand for less and more of something, in their order. */
  readonly isOrdered?: boolean;
  /** The group of each sample. */
  readonly ofRow: readonly number[];
}
