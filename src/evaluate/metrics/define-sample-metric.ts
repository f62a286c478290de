import type { FoldFeatures, Metric } from '../types.ts';
import { defineMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Complete a metric that gives every test sample a score from the features: it is their mean. */
export function defineSampleMetric(
  metric: Pick<Metric, 'id' | 'title' | 'better' | 'range'> & {
    perSample(fold: FoldFeatures): Promise<Float64Array>;
  },
): Metric {
  return defineMetric({
    ...metric,
    needs: 'features',
    weighted: ({ sampleScores }) => weightedMean(sampleScores![metric.id]!),
  });
}
