import { join } from 'node:path';
import { type Results, writeFileAtomic } from '../../result/index.ts';
import { fullCellPhrase } from '../cell-phrase.ts';
import { type Html, html } from '../escape.ts';
import { dateText } from '../facts.ts';
import { count } from '../format.ts';
import { nameHtml, phraseHtml } from '../html/phrase.ts';
import { staticPage } from '../html/static-page.ts';
import { type Column, tableHtml } from '../html/table.ts';
import { samplesPhrase } from '../task.ts';
import { createView, type ReportView } from '../view.ts';
import { type ListedRun, listRuns } from './list-runs.ts';

/** Write `index.html` of a folder of reports: a table of all runs, and which folders hold none that can be read.
 * @returns the path of the page.
 * @throws {StoreError} If it cannot be written. */
export async function writeIndex(folder: string): Promise<string> {
  const path = join(folder, 'index.html');
  await writeFileAtomic(path, await indexHtml(await listRuns(folder)));
  return path;
}

/** The page that lists runs; links are relative to the folder of reports. */
export function indexHtml(runs: readonly ListedRun[]): Promise<string> {
  const rows = runs.flatMap((run) => ('results' in run ? [{ ...run, view: createView(run.results) }] : []));
  const broken = runs.flatMap((run) => ('broken' in run ? [run] : []));
  const experiments = new Set(rows.map(({ folders }) => folders[0]));
  const body = html`<section>
${rows.length === 0 ? html`<p>There is no finished run here.</p>` : tableHtml('Table of all runs', columns, rows)}
</section>
${
  broken.length > 0 &&
  html`<section aria-labelledby="broken-heading">
<h2 id="broken-heading">${count(broken.length, 'folder')} without a run that can be read</h2>
<ul>${broken.map(({ folders, broken: reason }) => html`<li>${nameHtml(folders.join('/'))}: ${reason}</li>`)}</ul>
</section>`
}`;
  return staticPage({
    title: 'Runs',
    eyebrow: 'Strata reports',
    scope: `${count(rows.length, 'run')} of ${count(experiments.size, 'experiment')}, the latest first.`,
    body,
  });
}

interface Row {
  readonly folders: readonly [string, string];
  readonly results: Results;
  readonly page?: string;
  readonly view: ReportView;
}

const columns: readonly Column<Row>[] = [
  {
    head: 'Experiment',
    isRowHead: true,
    cell: ({ results: { experiment, startedAt }, folders, page }) => {
      const title = html`<bdi>${experiment}</bdi>`;
      const linked = page === undefined ? title : html`<a href="${linkTo([...folders, page])}">${title}</a>`;
      return html`${linked}<br><small>${dateText(startedAt)}</small>`;
    },
  },
  { head: 'Score', isNumber: true, cell: ({ view }) => scoreHtml(view) },
  {
    head: 'Over the best baseline',
    isNumber: true,
    cell: ({ view, results }) => {
      const { liftOverBaseline: lift } = results.answer;
      return lift === undefined
        ? '–'
        : html`<b>${view.metric.difference(lift.mean)}</b> <small>${view.metric.differenceRange(lift)}</small>`;
    },
  },
  { head: 'Best cell', cell: ({ view }) => phraseHtml(fullCellPhrase(view, view.chosen)) },
  {
    head: 'Data set',
    cell: ({ results }) =>
      html`${nameHtml(results.dataset.path ?? results.dataset.id)} <small>${phraseHtml(samplesPhrase(results))}</small>`,
  },
];

function scoreHtml({ metric, score, chosen }: ReportView): Html {
  const result = score(chosen);
  if (result === undefined) return html`–`;
  return html`<b>${metric.value(result.mean)}</b> <small>${metric.range(result)}</small> <small>${metric.word}</small>`;
}

/** A relative link to a file below the page. */
function linkTo(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
