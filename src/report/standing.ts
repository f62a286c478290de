import type { ResultCell } from '../result/index.ts';
import type { ReportView } from './view.ts';

/** Where a cell stands, in words: `best`, `as good`, `baseline`, `control`, or nothing for a candidate behind the best.
 * The best cell of a run is a candidate; it is only the best layer where a baseline beats it. */
export function standingOf({ results, ranked, tied }: ReportView, { id, role }: ResultCell): string {
  if (id === results.answer.best) return id === ranked[0]!.id ? 'best' : 'best layer';
  if (tied.has(id)) return role === 'candidate' ? 'as good' : `as good, ${role}`;
  return role === 'candidate' ? '' : role;
}
