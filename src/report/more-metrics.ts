import { name, type Phrase, phrase } from './phrase.ts';
import type { ReportView } from './view.ts';

/** Where to find the metrics that the table of cells has no column for; undefined where it has them all. */
export function moreMetrics({ metrics, columns, results }: ReportView): Phrase | undefined {
  const measured = metrics.filter(({ id }) => results.cells.some((cell) => cell.metrics[id]));
  const titles = measured.filter((style) => !columns.includes(style)).map(({ title }) => title);
  return titles.length === 0
    ? undefined
    : phrase`Also measured, in ${name('results.json')}: ${titles.join(', ')}.`;
}
