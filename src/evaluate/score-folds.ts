import { deriveSeed } from '../core/index.ts';
import { bootstrap } from './bootstrap/bootstrap.ts';
import { metricInterval } from './bootstrap/interval.ts';
import { createResampler } from './bootstrap/resampler.ts';
import { isComputable, metrics } from './metrics/registry.ts';
import { mean } from './statistics.ts';
import type { EvaluationInput, MetricResult, TestedFold } from './types.ts';

const RESAMPLES = 2000;

/** Score what was tested by every metric that the predictions allow, with intervals.
 * @param folds what the models were trained on, of which the mean size counts. */
export function scoreFolds(
  tested: readonly TestedFold[],
  { metrics: ids, groups, seed, folds }: Pick<EvaluationInput, 'metrics' | 'groups' | 'seed' | 'folds'>,
): Record<string, MetricResult> {
  const computable = ids
    .map((id) => metrics.get(id))
    .filter((metric) => tested.every((fold) => isComputable(metric, fold)));
  if (computable.length === 0) return {};
  const resampler = createResampler(tested, deriveSeed(seed, 'bootstrap'), groups);
  const [distributions] = bootstrap([tested], computable, resampler, RESAMPLES);
  const trainSize = mean(folds.map(({ train }) => train.length));
  return Object.fromEntries(
    computable.map((metric, m) => {
      const distribution = distributions![m]!;
      const { perFold } = distribution;
      return [metric.id, { ...metricInterval(distribution, metric.range, trainSize), perFold }];
    }),
  );
}
