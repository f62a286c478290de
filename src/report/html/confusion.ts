import type { ResultCell } from '../../result/index.ts';
import { type ClassRow, classReport } from '../class-report.ts';
import { type Html, html } from '../escape.ts';
import { formatNumber, formatShare, orDash } from '../format.ts';
import { cellPhrase } from '../sentence.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { type Column, tableHtml } from './table.ts';

/** Above this many classes a matrix of numbers is neither read nor small. */
const maxClassesInFull = 25;

/** How each class fared with the chosen cell. */
export function classTable(view: ReportView): Html {
  const share = (value: number | undefined) => orDash(value, (known) => formatShare(known, 0));
  const columns: readonly Column<ClassRow>[] = [
    { head: 'Class', isRowHead: true, cell: ({ className }) => html`<bdi>${className}</bdi>` },
    { head: 'Tested', isNumber: true, cell: ({ total }) => formatNumber(total) },
    { head: 'Found (recall)', isNumber: true, cell: ({ found }) => share(found) },
    { head: 'Right when predicted (precision)', isNumber: true, cell: ({ right }) => share(right) },
    {
      head: 'Most often taken for',
      cell: ({ takenFor }) => (takenFor ? html`<bdi>${takenFor.className}</bdi> (${takenFor.count})` : '–'),
    },
  ];
  return tableHtml('Classes', columns, classReport(view));
}

/** The confusion matrices in numbers, folded: that of the chosen cell, and of the best cell of every other feature. */
export function matrices(view: ReportView): Html | undefined {
  const { results, features, chosen } = view;
  if (results.dataset.classNames.length > maxClassesInFull) return undefined;
  const others = features
    .filter(({ role, best }) => role !== 'control' && best !== chosen)
    .map(({ best }) => best);
  return html`${[chosen, ...others].map(
    (cell) =>
      html`<details><summary>Counts for ${phraseHtml(cellPhrase(view, cell))}</summary>${matrixTable(results.dataset.classNames, cell)}</details>\n`,
  )}`;
}

function matrixTable(classNames: readonly string[], { confusion, id }: ResultCell): Html {
  const rows = classNames.map((className, i) => ({ className, counts: confusion[i]! }));
  return tableHtml(
    `Confusion matrix of ${id}`,
    [
      { head: 'True class', isRowHead: true, cell: ({ className }) => html`<bdi>${className}</bdi>` },
      ...classNames.map(
        (className, j): Column<(typeof rows)[number]> => ({
          head: html`<bdi>${className}</bdi>`,
          isNumber: true,
          cell: ({ counts }) => counts[j]!,
        }),
      ),
    ],
    rows,
  );
}
