import type { ResultCell } from '../../result/index.ts';
import { cellPhrase } from '../cell-phrase.ts';
import { type ClassRow, classReport } from '../class-report.ts';
import { type Html, html } from '../escape.ts';
import { formatNumber, formatShare, orDash } from '../format.ts';
import type { ReportView } from '../view.ts';
import { phraseHtml } from './phrase.ts';
import { type Column, tableHtml } from './table.ts';

/** Above this many classes a matrix of numbers is neither read nor small. */
const maxClassesInFull = 25;

/** The picture of the confusion matrix, which comes alive where the exploration says what it counts. */
export function confusionHtml({ exploration }: ReportView, picture: Html | undefined): Html | undefined {
  if (!exploration?.predictions.length) return picture;
  return html`<div data-island="confusion">${picture}</div>`;
}

/** Room for the mistakes themselves; nothing where the exploration does not hold them. */
export function mistakesHtml({ exploration }: ReportView): Html | undefined {
  if (!exploration?.predictions.length) return undefined;
  return html`<div data-island="mistakes"></div>`;
}

/** How each class fared with the chosen cell; nothing where samples have no class. */
export function classTable(view: ReportView): Html | undefined {
  const rows = classReport(view);
  if (rows.length === 0) return undefined;
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
  return tableHtml('Classes', columns, rows);
}

/** The confusion matrices in numbers, folded: that of the chosen cell, and of the best cell of every other feature. */
export function matrices(view: ReportView): Html | undefined {
  const { results, features, chosen } = view;
  const { classNames } = results.dataset;
  if (chosen.confusion === undefined || classNames.length > maxClassesInFull) return undefined;
  const others = features
    .filter(({ role, best }) => role !== 'control' && best !== chosen)
    .map(({ best }) => best);
  return html`${[chosen, ...others].map(
    (cell) =>
      html`<details><summary>Counts for ${phraseHtml(cellPhrase(view, cell))}</summary>${matrixTable(classNames, cell)}</details>\n`,
  )}`;
}

function matrixTable(classNames: readonly string[], { confusion, id }: ResultCell): Html {
  const rows = classNames.map((className, i) => ({ className, counts: confusion![i]! }));
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
