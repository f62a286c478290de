import type { ResultCell } from '../../result/index.ts';
import type { ReportView } from '../view.ts';

/** How a mark says which cell it stands for: `chart/svg.ts` makes `data-cell` of it, the cell's position in the results,
 * by which a page tells of the cell and lets it be chosen. */
export function cellMark({ results }: ReportView, cell: ResultCell): string {
  return `cell ${results.cells.indexOf(cell)}`;
}

/** The encoding of marks whose data hold a {@link cellMark} as `mark`; the mark itself needs `aria: true`. */
export const markedCell = { description: { field: 'mark' } } as const;
