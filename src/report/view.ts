import type { Exploration, ResultCell, ResultFeature, ResultMetric, Results } from '../result/index.ts';
import { type MetricStyle, metricStyle } from './format.ts';
import { createNames, type Names } from './names.ts';
import { isPermuted } from './permuted.ts';

/** One feature space with all that was tried on it. */
export interface FeatureRow {
  /** 1-based, as figures and tables refer to it: layers by depth first, then baselines, then controls. */
  readonly number: number;
  readonly role: ResultCell['role'];
  readonly feature: ResultFeature;
  /** Best first. */
  readonly cells: readonly ResultCell[];
  readonly best: ResultCell;
}

/** A result put in the order in which it is told; every part of a report is made from this. */
export interface ReportView {
  readonly results: Results;
  /** What a person digs in, of a run that kept it. */
  readonly exploration: Exploration | undefined;
  readonly names: Names;
  /** The metric that decides. */
  readonly metric: MetricStyle;
  /** All metrics of the run, the deciding one first. */
  readonly metrics: readonly MetricStyle[];
  /** Those that a table of cells has a column for: the first few that any cell has. */
  readonly columns: readonly MetricStyle[];
  /** Best first; cells without the metric last. */
  readonly ranked: readonly ResultCell[];
  readonly features: readonly FeatureRow[];
  /** The cell to use: the run's best, or the best candidate where a baseline won. */
  readonly chosen: ResultCell;
  /** Cells as good as the best within what the data can tell. */
  readonly tied: ReadonlySet<string>;
  cell(id: string | undefined): ResultCell | undefined;
  /** The number of a cell's feature in figures and tables. */
  numberOf(cell: ResultCell): number;
  /** The deciding metric of a cell. */
  score(cell: ResultCell): ResultMetric | undefined;
}

/** As many as a printed page has room for. */
const METRIC_COLUMNS = 6;

/** Prepare a result for its report, with its exploration where there is one. */
export function createView(results: Results, exploration?: Exploration): ReportView {
  const { answer, evaluation } = results;
  // The control with shuffled labels is told of in words; among features and figures it would stand for its feature.
  const cells = results.cells.filter((cell) => !isPermuted(cell));
  const styles = evaluation.metrics.map(metricStyle);
  const metric = styles.find((style) => style.id === answer.metric)!;
  const metrics = [metric, ...styles.filter((style) => style !== metric)];
  const score = (cell: ResultCell) => cell.metrics[metric.id];
  const sign = metric.better === 'higher' ? -1 : 1;
  const keyOf = (cell: ResultCell) => {
    const mean = score(cell)?.mean;
    return mean === undefined ? Number.POSITIVE_INFINITY : sign * mean;
  };
  const ranked = [...cells].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const byId = new Map(results.cells.map((cell) => [cell.id, cell]));
  const best = byId.get(answer.best)!;
  const features = groupByFeature(cells, ranked);
  const numbers = new Map(features.flatMap((row) => row.cells.map((cell) => [cell, row.number] as const)));
  return {
    results,
    exploration,
    names: createNames(results),
    metric,
    metrics,
    columns: metrics.filter(({ id }) => cells.some((cell) => cell.metrics[id])).slice(0, METRIC_COLUMNS),
    ranked,
    features,
    chosen: best.role === 'candidate' ? best : (ranked.find((cell) => cell.role === 'candidate') ?? best),
    tied: new Set(answer.tiedBest),
    cell: (id) => (id === undefined ? undefined : byId.get(id)),
    numberOf: (cell) => numbers.get(cell)!,
    score,
  };
}

const roles = ['candidate', 'baseline', 'control'] as const;

function groupByFeature(cells: readonly ResultCell[], ranked: readonly ResultCell[]): readonly FeatureRow[] {
  const groups = new Map<string, ResultCell[]>();
  for (const { role, feature } of cells) groups.set(`${role} ${feature.id}`, []);
  for (const cell of ranked) groups.get(`${cell.role} ${cell.feature.id}`)!.push(cell);

  const backbones = [...new Set(cells.map(({ feature }) => `${feature.backbone} ${feature.pooling}`))];
  return [...groups.values()]
    .map((members) => ({
      role: members[0]!.role,
      feature: members[0]!.feature,
      cells: members,
      best: members[0]!,
    }))
    .sort(
      (a, b) =>
        roles.indexOf(a.role) - roles.indexOf(b.role) ||
        backbones.indexOf(`${a.feature.backbone} ${a.feature.pooling}`) -
          backbones.indexOf(`${b.feature.backbone} ${b.feature.pooling}`) ||
        (a.feature.depth ?? 0) - (b.feature.depth ?? 0),
    )
    .map((row, i) => ({ number: i + 1, ...row }));
}

/** Order of two keys, infinities included. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
