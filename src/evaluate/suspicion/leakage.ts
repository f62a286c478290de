import { deriveSeed, takeLabels } from '../../core/index.ts';
import { isComputable, metrics } from '../metrics/registry.ts';
import { takePredictions } from '../predictions.ts';
import { scoreFolds } from '../score-folds.ts';
import type { Fold, Interval, RankedCell, TestedFold } from '../types.ts';
import type { Duplicates, LeakageReport, SuspicionInput } from './types.ts';

/** Per fold, the test rows that have a duplicate in the fold's training part. */
export function leakedRows(
  folds: readonly Fold[],
  { pairs, contents }: Pick<Duplicates, 'pairs' | 'contents'>,
): readonly ReadonlySet<number>[] {
  const alike = new Map<number, number[]>();
  const link = (from: number, to: number) => {
    const known = alike.get(from);
    if (known === undefined) alike.set(from, [to]);
    else known.push(to);
  };
  for (const { a, b } of pairs) {
    if (contents[a] === contents[b]) continue;
    link(contents[a]!, contents[b]!);
    link(contents[b]!, contents[a]!);
  }
  return folds.map(({ train, test }) => {
    const trained = new Set(takeLabels(contents, train));
    const isLeaked = (content: number) =>
      trained.has(content) || (alike.get(content) ?? []).some((other) => trained.has(other));
    return new Set(test.filter((row) => isLeaked(contents[row]!)));
  });
}

/** Whether one of two samples was tested by a model that was trained on the other. */
export function crossesSplit(
  folds: readonly Fold[],
): (pair: { readonly a: number; readonly b: number }) => boolean {
  const parts = folds.map(({ train, test }) => ({ train: new Set(train), test: new Set(test) }));
  return ({ a, b }) =>
    parts.some(({ train, test }) => (train.has(a) && test.has(b)) || (train.has(b) && test.has(a)));
}

/** Score every cell again without the test samples that stand in the training part too; nothing is fitted.
 * @returns undefined where nothing leaked, or nothing else is left.
 * Cost: a bootstrap per cell, of the metrics of labels and of the one that decides. */
export function adjustForLeakage(
  input: Omit<SuspicionInput, 'spaces' | 'contentKeys' | 'y'>,
  duplicates: Pick<Duplicates, 'pairs' | 'contents'>,
): LeakageReport | undefined {
  const { folds, cells, seed, groups } = input;
  const leaked = leakedRows(folds, duplicates);
  const nLeaked = leaked.reduce((sum, rows) => sum + rows.size, 0);
  const nTested = folds.reduce((sum, { test }) => sum + test.length, 0);
  if (nLeaked === 0 || nLeaked === nTested || cells.length === 0) return undefined;
  const deciding = metrics.get(input.metric);
  const ids = input.metrics.filter((id) => id === deciding.id || metrics.get(id).needs === undefined);
  const scores = new Map<string, Record<string, Interval>>();
  for (const { id, evaluation } of cells) {
    const kept = evaluation.tested
      .map((fold, f) => withoutRows(fold, leaked[f]!))
      .filter(({ rows }) => rows.length > 0);
    const results = scoreFolds(kept, {
      metrics: ids,
      folds,
      seed: deriveSeed(seed, 'leakage', id),
      ...(groups && { groups }),
    });
    scores.set(
      id,
      Object.fromEntries(Object.entries(results).map(([name, { mean, ci95 }]) => [name, { mean, ci95 }])),
    );
  }
  return { nLeaked, nTested, scores, best: bestBy(cells, scores, input.metric) };
}

function bestBy(cells: readonly RankedCell[], scores: LeakageReport['scores'], metricId: string): string {
  const metric = metrics.get(metricId);
  const sign = metric.better === 'higher' ? 1 : -1;
  const taking = cells.filter(({ evaluation }) =>
    evaluation.tested.every((fold) => isComputable(metric, fold)),
  );
  const candidates = taking.filter(({ role }) => role === 'candidate');
  const contenders = candidates.length > 0 ? candidates : taking.filter(({ role }) => role === 'baseline');
  const scoreOf = ({ id }: RankedCell) => sign * scores.get(id)![metricId]!.mean;
  return contenders.toSorted((a, b) => scoreOf(b) - scoreOf(a))[0]!.id;
}

/** What was predicted for the other samples. */
export function withoutRows(fold: TestedFold, rows: ReadonlySet<number>): TestedFold {
  return takePredictions(
    fold,
    Int32Array.from(fold.rows.keys()).filter((i) => !rows.has(fold.rows[i]!)),
  );
}
