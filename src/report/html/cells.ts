import type { ResultCell } from '../../result/index.ts';
import { drawnAt } from '../chart/edge.ts';
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
  const drawn = drawnAt(view);
  const domain = paddedDomain(
    results.flatMap(({ ci95 }) => ci95.map(drawn)),
    metric.isShare,
  );
  const orderOf = new Map(ranked.map((cell, i) => [cell, i]));
  const backbone: Column<ResultCell> = {
    head: 'Backbone',
    cell: ({ feature }) => (feature.backbone === undefined ? '–' : nameHtml(feature.backbone)),
    sort: { key: ({ feature }) => feature.backbone, first: 'ascending' },
  };
  const columns: readonly Column<ResultCell>[] = [
    {
      ...numberColumn((cell) => (cell.role === 'control' ? '' : view.numberOf(cell))),
      sort: {
        key: (cell) => (cell.role === 'control' ? undefined : view.numberOf(cell)),
        first: 'ascending',
      },
    },
    ...(names.hasBackbones ? [backbone] : []),
    {
      head: 'Layer or recipe',
      isRowHead: true,
      sort: {
        key: ({ role, feature }) => (role === 'control' ? undefined : names.featureLabel(feature)),
        first: 'ascending',
      },
      cell: ({ role, feature }) => (role === 'control' ? '–' : nameHtml(names.featureLabel(feature))),
    },
    {
      head: 'Model, setting',
      sort: { key: names.model, first: 'ascending' },
      cell: (cell) => html`${names.model(cell)} <small class="setting">${settingText(cell)}</small>`,
    },
    {
      head: 'Standing',
      cell: (cell) => html`<span class="standing">${standingOf(view, cell)}</span>`,
      sort: {
        key: (cell) => (standingOf(view, cell) === '' ? undefined : orderOf.get(cell)),
        first: 'ascending',
      },
    },
    metricColumn(metric),
    {
      head: '95\u00a0% interval',
      cell: (cell) => {
        const result = score(cell);
        if (result === undefined || cell.role === 'control') return undefined;
        const [low, high] = result.ci95;
        return intervalBar({ mean: drawn(result.mean), ci95: [drawn(low), drawn(high)] }, domain);
      },
    },
    ...view.columns.slice(1).map(metricColumn),
    {
      head: 'Depth',
      isNumber: true,
      sort: {
        key: ({ role, feature }) => (role === 'control' ? undefined : feature.depth),
        first: 'ascending',
      },
      cell: ({ role, feature }) =>
        orDash(role === 'control' ? undefined : feature.depth, (depth) => formatShare(depth, 0)),
    },
    {
      head: 'Dim',
      isNumber: true,
      sort: {
        key: ({ role, feature }) => (role === 'control' ? undefined : feature.dim),
        first: 'ascending',
      },
      cell: ({ role, feature }) => (role === 'control' ? '–' : formatNumber(feature.dim)),
    },
    {
      head: 'Fit, predict',
      isNumber: true,
      sort: { key: ({ fitMs }) => fitMs, first: 'ascending' },
      cell: ({ fitMs, predictMs }) => html`${formatMs(fitMs)} <small>${formatMs(predictMs)}</small>`,
    },
  ];
  const position = new Map(view.results.cells.map((cell, i) => [cell, i]));
  const table = tableHtml(
    'Table of all cells',
    columns,
    ranked,
    (cell) => (cell === chosen ? 'chosen' : tied.has(cell.id) ? 'tied' : cell.role),
    (cell) => html` data-cell="${position.get(cell)!}"`,
  );
  const more = moreMetrics(view);
  return html`<div data-island="cells">${table}</div>${more && html`<p>${phraseHtml(more)}</p>`}`;
}

function metricColumn(style: MetricStyle): Column<ResultCell> {
  return {
    head: style.title,
    isNumber: true,
    sort: {
      key: ({ metrics }) => metrics[style.id]?.mean,
      first: style.better === 'higher' ? 'descending' : 'ascending',
    },
    cell: ({ metrics }) => {
      const result = metrics[style.id];
      return result === undefined
        ? '–'
        : html`<b>${style.value(result.mean)}</b> <small>${style.range(result)}</small>`;
    },
  };
}
