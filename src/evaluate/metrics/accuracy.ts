import { defineMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Share of samples that are predicted right. */
export const accuracy = defineMetric({
  id: 'accuracy',
  title: 'Accuracy',
  better: 'higher',
  range: [0, 1],
  weighted: ({ yTrue, yPred }) =>
    weightedMean(Float64Array.from(yTrue, (label, i) => (label === yPred[i] ? 1 : 0))),
});
