import type { Metric } from '../types.ts';
import { type ClassCounts, classCounter } from './class-counts.ts';

/** Complete a metric that is given by its weighted form: unweighted, every sample counts once. */
export function defineMetric(metric: Omit<Metric, 'compute'>): Metric {
  return {
    ...metric,
    compute: (predictions) =>
      metric.weighted(predictions)(new Float64Array(predictions.yTrue.length).fill(1)),
  };
}

/** A metric that depends on the predictions through the counts of each class alone. */
export function defineClassMetric({
  ofCounts,
  ...metric
}: Omit<Metric, 'compute' | 'weighted'> & { ofCounts(counts: ClassCounts): number }): Metric {
  return defineMetric({
    ...metric,
    weighted: (predictions) => {
      const count = classCounter(predictions);
      return (weights) => ofCounts(count(weights));
    },
  });
}
