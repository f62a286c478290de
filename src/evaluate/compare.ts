import { ConfigError } from '../core/index.ts';
import type { Distribution } from './bootstrap/bootstrap.ts';
import { differenceOf, resampleTogether } from './bootstrap/paired-difference.ts';
import { isComputable, metrics } from './metrics/registry.ts';
import type { Answer, Interval, RankedCell } from './types.ts';

/** What to rank by, and how to resample. */
export interface RankOptions {
  /** A metric's id; cells that lack what it needs do not take part. */
  readonly metric: string;
  readonly seed: number;
  /** Per row of X; whole groups are drawn. */
  readonly groups?: readonly (string | undefined)[];
}

/** Features that are the sample as it is, with nothing learned and little computed. */
const naiveKinds: readonly RankedCell['kind'][] = ['raw-pixels', 'bag-of-words'];

/** Answer which cell is best, which cells cannot be told from it, and how far it is ahead of the baselines, by paired
 * bootstrap of the test samples. The best is a candidate; a baseline that does better shows as a lift below 0. Where
 * a run has no candidate its best baseline is the best.
 * Of cells with the same mean the earlier is better.
 * @param cells tested on the same rows and folds.
 * @throws {ConfigError} If no candidate and no baseline has what the metric needs.
 * @throws {RangeError} If rows or folds differ. */
export function rankCells(cells: readonly RankedCell[], options: RankOptions): Answer {
  const metric = metrics.get(options.metric);
  const sign = metric.better === 'higher' ? 1 : -1;
  const taking = cells.filter(({ evaluation }) =>
    evaluation.tested.every((fold) => isComputable(metric, fold)),
  );
  const distributions = resampleTogether(
    taking.map(({ evaluation }) => evaluation.tested),
    options,
  );
  const byCell = new Map<RankedCell, Distribution>(taking.map((cell, i) => [cell, distributions[i]!]));
  const score = (cell: RankedCell) => sign * byCell.get(cell)!.observed;
  const ranked = taking.toSorted((a, b) => score(b) - score(a));
  const bestOf = (role: RankedCell['role']) => ranked.find((cell) => cell.role === role);
  const best = bestOf('candidate') ?? bestOf('baseline');
  if (best === undefined) {
    throw new ConfigError(
      `Cannot rank the cells as a candidate or a baseline must have what ${metric.id} needs: none of ${cells.length} cells has it`,
    );
  }
  const leadOver = (cell: RankedCell) => {
    const [a, b] = sign > 0 ? [best, cell] : [cell, best];
    return differenceOf(byCell.get(a)!, byCell.get(b)!);
  };
  const tied = ranked.filter((cell) => cell !== best && containsZero(leadOver(cell)));
  const baseline = best.role === 'baseline' ? undefined : bestOf('baseline');
  const naive = naiveKinds.includes(best.kind)
    ? undefined
    : ranked.find(({ role, kind }) => role !== 'control' && naiveKinds.includes(kind));
  return {
    metric: options.metric,
    best: best.id,
    tiedBest: [best.id, ...tied.map(({ id }) => id)],
    ...(baseline && { baseline: baseline.id, liftOverBaseline: leadOver(baseline) }),
    ...(naive && { naive: naive.id, liftOverNaive: leadOver(naive) }),
  };
}

function containsZero({ ci95: [lower, upper] }: Interval): boolean {
  return lower <= 0 && upper >= 0;
}
