import type { Metric } from '../types.ts';

/** Complete a metric that is given by its weighted form: unweighted, every sample counts once. */
export function defineMetric(metric: Omit<Metric, 'compute'>): Metric {
  return {
    ...metric,
    compute: (predictions) =>
      metric.weighted(predictions)(new Float64Array(predictions.yTrue.length).fill(1)),
  };
}
