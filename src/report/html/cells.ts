import type { ResultCell } from '../../result/index.ts';
import { paddedDomain } from '../chart/layout.ts';
import { type Html, html } from '../escape.ts';
import { formatMs, formatNumber, formatShare, type MetricStyle, orDash } from '../format.ts';
import { moreMetrics } from '../more-metrics.ts';
import { settingText } from '../settings.ts';
import { standingOf } from '../standing.ts';
import type { ReportView } from '../view.ts';
import { intervalBar } from './interval-bar.ts';
import { numberColumn } from './layers.ts';
import { nameHtml, phraseHtml } from './phrase.ts';
import { type Column, tableHtml } from './table.ts';

/** Every cell of the run, best first, and which metrics found no room. */
export function cellsTable(view: ReportView): Html {
  const { names, metric, ranked, score, chosen, tied } = view;
  const results = ranked
    .filter(({ role }) => role !== 'control')
    .map(score)
    .filter((result) => result !== undefined);
  const domain = paddedDomain(
    results.flatMap(({ ci95 }) => ci95),
    metric.isShare,
  );
  const columns: readonly Column<ResultCell>[] = [
    numberColumn((cell) => (cell.role === 'control' ? '' : view.numberOf(cell))),
    {
      head: 'Layer or recipe',
      isRowHead: true,
      cell: ({ role, feature }) => (role === 'control' ? '–' : nameHtml(names.featureLabel(feature))),
    },
    {
      head: 'Model, setting',
      cell: (cell) => html`${names.model(cell)} <small class="setting">${settingText(cell)}</small>`,
    },
    { head: 'Standing', cell: (cell) => html`<span class="standing">${standingOf(view, cell)}</span>` },
    metricColumn(metric),
    {
      head: '95\u00a0% interval',
      cell: (cell) => {
        const result = score(cell);
        return result && cell.role !== 'control' && intervalBar(result, domain);
      },
    },
    ...view.columns.slice(1).map(metricColumn),
    {
      head: 'Depth',
      isNumber: true,
      cell: ({ role, feature }) =>
        orDash(role === 'control' ? undefined : feature.depth, (depth) => formatShare(depth, 0)),
    },
    {
      head: 'Dim',
      isNumber: true,
      cell: ({ role, feature }) => (role === 'control' ? '–' : formatNumber(feature.dim)),
    },
    {
      head: 'Fit, predict',
      isNumber: true,
      cell: ({ fitMs, predictMs }) => html`${formatMs(fitMs)} <small>${formatMs(predictMs)}</small>`,
    },
  ];
  const table = tableHtml('Table of all cells', columns, ranked, (cell) =>
    cell === chosen ? 'chosen' : tied.has(cell.id) ? 'tied' : cell.role,
  );
  const more = moreMetrics(view);
  return html`${table}${more && html`<p>${phraseHtml(more)}</p>`}`;
}

function metricColumn(style: MetricStyle): Column<ResultCell> {
  return {
    head: style.title,
    isNumber: true,
    cell: ({ metrics }) => {
      const result = metrics[style.id];
      return result === undefined
        ? '–'
        : html`<b>${style.value(result.mean)}</b> <small>${style.range(result)}</small>`;
    },
  };
}
