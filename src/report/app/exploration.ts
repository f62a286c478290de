import type { Exploration } from '../../result/index.ts';

/** What the page digs in. Pictures that the page shows already, and what only its own text tells, are left out. */
export interface PageExploration extends Omit<Exploration, 'atlas' | 'top' | 'units'> {
  readonly atlas?: Omit<NonNullable<Exploration['atlas']>, 'sheet'> | undefined;
}
