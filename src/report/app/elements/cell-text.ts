import { metricStyle } from '../../format.ts';
import type { ReportCell, ReportData } from '../data.ts';

/** The deciding metric of a cell with its interval: `Accuracy 66.2 % (62.0–70.4)`. */
export function scoreText({ metrics: [metric] }: ReportData, cell: ReportCell): string {
  const style = metricStyle(metric!);
  const result = cell.metrics[style.id];
  return result === undefined
    ? `no ${style.word}`
    : `${style.title} ${style.value(result.mean)} (${style.range(result)})`;
}

/** Cells in the order of the deciding metric, the best first; without it last. */
export function rankedCells({ cells, metrics: [metric] }: ReportData): readonly ReportCell[] {
  const sign = metric!.better === 'higher' ? -1 : 1;
  const keyOf = (cell: ReportCell) =>
    sign * (cell.metrics[metric!.id]?.mean ?? sign * Number.POSITIVE_INFINITY);
  return cells.toSorted((a, b) => keyOf(a) - keyOf(b) || 0);
}
