import { defineTaskMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Mean absolute error, in the unit of the numbers.
 * Source: scikit-learn, `mean_absolute_error`. */
export const mae = defineTaskMetric({
  id: 'mae',
  task: 'regression',
  title: 'MAE',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  weighted: ({ yTrue, yPred }) => weightedMean(yTrue.map((value, i) => Math.abs(value - yPred[i]!))),
});
