import { ConfigError } from '../core/index.ts';
import { differenceOf, resampleTogether } from './bootstrap/paired-difference.ts';
import { isComputable, metrics } from './metrics/registry.ts';
import { compareWithBest } from './selection/compare-with-best.ts';
import { evaluateProcedure } from './selection/procedure.ts';
import type { Answer, RankedCell } from './types.ts';

/** What to rank by, and how to resample. */
export interface RankOptions {
  /** A metric's id; cells that lack what it needs do not take part. */
  readonly metric: string;
  readonly seed: number;
  /** Per row of X; whole groups are drawn. */
  readonly groups?: readonly (string | undefined)[];
  /** Training samples, mean over folds; default: as many as were tested. */
  readonly trainSize?: number;
}

/** Features that are the sample as it is, with nothing learned and little computed. */
const naiveKinds: readonly RankedCell['kind'][] = ['raw-pixels', 'bag-of-words'];

/** Answer which cell is best, which cells cannot be told from it, how far it is ahead of the baselines, and what picking
 * it costs, by paired bootstrap of the test samples. The best is a candidate; a baseline that does better shows as a
 * lift below 0. Where a run has no candidate its best baseline is the best.
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
  const contenders = taking
    .map((cell, i) => ({ ...cell, tested: cell.evaluation.tested, distribution: distributions[i]! }))
    .sort((a, b) => sign * (b.distribution.observed - a.distribution.observed));
  const bestOf = (role: RankedCell['role']) => contenders.find((cell) => cell.role === role);
  const best = bestOf('candidate') ?? bestOf('baseline');
  if (best === undefined) {
    throw new ConfigError(
      `Cannot rank the cells as a candidate or a baseline must have what ${metric.id} needs: none of ${cells.length} cells has it`,
    );
  }
  const { trainSize = best.distribution.design.nSamples } = options;
  const leadOver = ({ distribution }: typeof best) => {
    const [a, b] = sign > 0 ? [best.distribution, distribution] : [distribution, best.distribution];
    return differenceOf(a, b, metric, trainSize);
  };
  const others = contenders.filter((cell) => cell !== best);
  const comparisons = compareWithBest(best, others, metric, trainSize);
  const tied = comparisons.filter(({ verdict }) => verdict === 'as-good');
  const baseline = best.role === 'baseline' ? undefined : bestOf('baseline');
  const naive = naiveKinds.includes(best.kind)
    ? undefined
    : contenders.find(({ role, kind }) => role !== 'control' && naiveKinds.includes(kind));
  const procedure = evaluateProcedure(
    contenders.filter(({ role }) => role === best.role),
    best,
    { ...options, trainSize },
  );
  return {
    metric: options.metric,
    best: best.id,
    tiedBest: [best.id, ...tied.map(({ cell }) => cell)],
    ...(baseline && { baseline: baseline.id, liftOverBaseline: leadOver(baseline) }),
    ...(naive && { naive: naive.id, liftOverNaive: leadOver(naive) }),
    ...(comparisons.length > 0 && { comparisons }),
    ...(procedure && { procedure }),
  };
}
