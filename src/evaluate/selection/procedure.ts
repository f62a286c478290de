import type { Distribution } from '../bootstrap/bootstrap.ts';
import { metricInterval } from '../bootstrap/interval.ts';
import { differenceOf, type PairedOptions, resampleTogether } from '../bootstrap/paired-difference.ts';
import { metrics } from '../metrics/registry.ts';
import type { Procedure, RankedCell } from '../types.ts';

/** A cell that the procedure may pick. */
export interface Pickable extends Pick<RankedCell, 'id' | 'evaluation'> {
  readonly distribution: Distribution;
}

/** Evaluate the procedure "pick the cell with the best inner score": in every outer fold it picks by inner folds of the
 * training part, and what it picked is judged on the test part, which had no say. Its score is what to expect of the pick
 * on new data; that of the best cell, picked by the very scores that are then reported, is greater by luck.
 * @param cells in any order: of equal inner scores the first by id is picked, since any order that the outer scores had a
 * say in would favour those that were lucky in the test parts. Cells without inner scores take no part.
 * @param best the cell with the best outer score.
 * @returns undefined where there is nothing to pick from, or some fold has no inner scores. */
export function evaluateProcedure(
  cells: readonly Pickable[],
  best: Pickable,
  options: PairedOptions & { readonly trainSize: number },
): Procedure | undefined {
  const metric = metrics.get(options.metric);
  const sign = metric.better === 'higher' ? 1 : -1;
  const able = cells
    .filter(({ evaluation }) =>
      evaluation.innerScores?.every((score) => score !== undefined && Number.isFinite(score)),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (able.length < 2) return undefined;
  const nFolds = best.evaluation.tested.length;
  const picked = Array.from({ length: nFolds }, (_, f) => {
    const scoreOf = ({ evaluation }: Pickable) => sign * evaluation.innerScores![f]!;
    return able.reduce((first, cell) => (scoreOf(cell) > scoreOf(first) ? cell : first));
  });
  const tested = picked.map(({ evaluation }, f) => evaluation.tested[f]!);
  const [ofBest, ofProcedure] = resampleTogether([best.evaluation.tested, tested], options);
  const [a, b] = sign > 0 ? [ofBest!, ofProcedure!] : [ofProcedure!, ofBest!];
  return {
    ...metricInterval(ofProcedure!, metric.range, options.trainSize),
    perFold: ofProcedure!.perFold,
    picked: picked.map(({ id }) => id),
    nCells: able.length,
    optimism: differenceOf(a, b, metric, options.trainSize),
  };
}
