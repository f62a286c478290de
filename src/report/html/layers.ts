import { type Html, html } from '../escape.ts';
import { formatBytes, formatMany, formatMs, formatNumber, formatShare, orDash } from '../format.ts';
import type { FeatureRow, ReportView } from '../view.ts';
import { nameHtml } from './phrase.ts';
import { type Column, tableHtml } from './table.ts';

/** Every feature space against every model, in the deciding metric: the table behind the layer curve. */
export function layerTable(view: ReportView): Html {
  const { names, metric, score, features } = view;
  const rows = features.filter(({ role }) => role !== 'control');
  const models = [...new Set(rows.flatMap(({ cells }) => cells.map((cell) => names.model(cell))))];
  return tableHtml(
    `${metric.title} by layer and model`,
    [
      ...featureColumns(view),
      ...models.map(
        (model): Column<FeatureRow> => ({
          head: model,
          isNumber: true,
          cell: ({ cells, best }) => {
            const cell = cells.find((item) => names.model(item) === model);
            const result = cell && score(cell);
            if (result === undefined) return '–';
            return cell === best ? html`<b>${metric.value(result.mean)}</b>` : metric.value(result.mean);
          },
        }),
      ),
    ],
    rows,
  );
}

/** What each feature space costs: the table behind the cost figure. */
export function costTable(view: ReportView): Html {
  const rows = view.features.filter(({ role }) => role !== 'control');
  const { metric, score, names } = view;
  return tableHtml(
    'Cost of each feature space',
    [
      ...featureColumns(view),
      { head: 'Vector', isNumber: true, cell: ({ feature }) => formatBytes(feature.dim * 4) },
      { head: 'Weights', isNumber: true, cell: ({ feature }) => orDash(feature.modelBytes, formatBytes) },
      { head: 'Multiply-adds', isNumber: true, cell: ({ feature }) => orDash(feature.macs, formatMany) },
      {
        head: 'Extraction, per sample',
        isNumber: true,
        cell: ({ feature }) => orDash(feature.extractMsPerSample, formatMs),
      },
      { head: 'Best model', cell: ({ best }) => names.model(best) },
      { head: metric.title, isNumber: true, cell: ({ best }) => orDash(score(best)?.mean, metric.value) },
    ],
    rows,
  );
}

/** The number by which figures and tables refer to a feature. */
export function numberColumn<Row>(cell: (row: Row) => number | string): Column<Row> {
  return { head: html`<abbr title="Number in the figures">#</abbr>`, isNumber: true, cell };
}

function featureColumns({ names }: ReportView): readonly Column<FeatureRow>[] {
  const backbone: Column<FeatureRow> = {
    head: 'Backbone',
    cell: ({ feature }) => (feature.backbone === undefined ? '–' : nameHtml(feature.backbone)),
  };
  return [
    numberColumn(({ number }) => number),
    ...(names.hasBackbones ? [backbone] : []),
    { head: 'Layer or recipe', isRowHead: true, cell: ({ feature }) => nameHtml(names.feature(feature)) },
    {
      head: 'Depth',
      isNumber: true,
      cell: ({ feature }) => orDash(feature.depth, (depth) => formatShare(depth, 0)),
    },
    { head: 'Dim', isNumber: true, cell: ({ feature }) => formatNumber(feature.dim) },
  ];
}
