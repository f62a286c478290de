import type { Exploration } from '../../result/index.ts';
import { type Html, html } from '../escape.ts';
import { count, formatNumber } from '../format.ts';
import type { ReportView } from '../view.ts';
import { sampleStrips } from './sample-strips.ts';

type ClassCounts = NonNullable<Exploration['clusters']>['clusters'][number]['classCounts'];

/** Clusters that are listed: as many as the figure has room for. */
const listed = 30;

/** Classes of a cluster that are named. */
const namedClasses = 4;

/** What each cluster holds, with the samples nearest to its centre; nothing of a run without clusters. */
export function clustersHtml(view: ReportView): Html | undefined {
  const clusters = view.exploration?.clusters?.clusters;
  if (clusters === undefined) return undefined;
  return html`<h3>The samples nearest to the centre of each</h3>
${sampleStrips(
  view,
  clusters.slice(0, listed).map(({ size, classCounts, exemplars }, i) => ({
    title: html`Cluster ${i + 1}`,
    note: html`${count(size, 'sample')}: ${classList(view, classCounts)}`,
    rows: exemplars,
  })),
)}`;
}

function classList({ results }: ReportView, counts: ClassCounts): Html {
  const { classNames } = results.dataset;
  const named = counts.slice(0, namedClasses);
  const rest = counts.slice(namedClasses).reduce((sum, [, n]) => sum + n, 0);
  return html`${named.map(
    ([classId, n], i) => html`${i > 0 && ', '}${formatNumber(n)} <bdi>${classNames[classId]}</bdi>`,
  )}${rest > 0 && `, ${formatNumber(rest)} of other classes`}`;
}
