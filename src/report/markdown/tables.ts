import { classReport } from '../class-report.ts';
import { formatBytes, formatMs, formatNumber, formatShare, orDash } from '../format.ts';
import { moreMetrics } from '../more-metrics.ts';
import { settingText } from '../settings.ts';
import { standingOf } from '../standing.ts';
import type { FeatureRow, ReportView } from '../view.ts';
import { cut, listedRows, markdownName, markdownPhrase, markdownTable, markdownText } from './escape.ts';

const topCells = 10;

/** Every feature space with its cost and its best model. */
export function layerTable({ features, names, metric, score }: ReportView): string {
  const all = features.filter(({ role }) => role !== 'control');
  const backbone = ({ feature }: FeatureRow) => orDash(feature.backbone, markdownName);
  const row = (item: FeatureRow) => [
    String(item.number),
    ...(names.hasBackbones ? [backbone(item)] : []),
    markdownName(names.feature(item.feature)),
    orDash(item.feature.depth, (depth) => formatShare(depth, 0)),
    formatNumber(item.feature.dim),
    orDash(item.feature.modelBytes, formatBytes),
    orDash(item.feature.extractMsPerSample, formatMs),
    markdownText(names.model(item.best)),
    orDash(score(item.best), (result) => `${metric.value(result.mean)} (${metric.range(result)})`),
  ];
  const heads = [
    '>#',
    ...(names.hasBackbones ? ['Backbone'] : []),
    'Layer or recipe',
    '>Depth',
    '>Dim',
    '>Weights',
    '>Extraction',
    'Best model',
    `>${metric.title}`,
  ];
  return cut(markdownTable(heads, all.slice(0, listedRows).map(row)), all.length, 'layers');
}

/** The best ten cells, and which metrics found no room. */
export function cellTable(view: ReportView): string {
  const { ranked, names, columns } = view;
  const more = moreMetrics(view);
  const table = markdownTable(
    ['>#', 'Layer or recipe', 'Model', 'Setting', ...columns.map(({ title }) => `>${title}`), 'Standing'],
    ranked
      .slice(0, topCells)
      .map((cell) => [
        String(view.numberOf(cell)),
        markdownName(names.featureLabel(cell.feature)),
        markdownText(names.model(cell)),
        markdownText(settingText(cell)),
        ...columns.map(({ id, value, range }) =>
          orDash(cell.metrics[id], (result) => `${value(result.mean)} (${range(result)})`),
        ),
        standingOf(view, cell),
      ]),
  );
  return more === undefined ? table : `${table}\n\n${markdownPhrase(more)}`;
}

/** How each class fared with the chosen cell; nothing where samples have no class. */
export function classTable(view: ReportView): string {
  const rows = classReport(view);
  if (rows.length === 0) return '';
  const share = (value: number | undefined) => orDash(value, (known) => formatShare(known, 0));
  const table = markdownTable(
    ['Class', '>Tested', '>Found', '>Right when predicted', 'Most often taken for'],
    rows
      .slice(0, listedRows)
      .map(({ className, total, found, right, takenFor }) => [
        markdownName(className),
        formatNumber(total),
        share(found),
        share(right),
        orDash(takenFor, (other) => `${markdownName(other.className)} (${other.count})`),
      ]),
  );
  return cut(table, rows.length, 'classes');
}
