import { nothingFound, suspectTables } from '../data-quality.ts';
import { formatNumber } from '../format.ts';
import type { ReportView } from '../view.ts';
import { markdownPhrase, markdownTable } from './escape.ts';

const listed = 3;

/** The head of each list of suspicious samples; nothing where the run did not look for any. */
export function dataQualityTables(view: ReportView): string {
  const rest = nothingFound(view);
  const tables = suspectTables(view).map(({ title, intro, heads, rows, total }) => {
    const shown = rows.slice(0, listed);
    return [
      [`### ${title}`, ...intro.map((sentence) => `- ${markdownPhrase(sentence)}`)].join('\n'),
      markdownTable(
        heads,
        shown.map((row) => row.map(markdownPhrase)),
      ),
      ...(total > shown.length ? [`… and ${formatNumber(total - shown.length)} more.`] : []),
    ].join('\n\n');
  });
  return [...tables, ...(rest === undefined ? [] : [markdownPhrase(rest)])].join('\n\n');
}
