import { defineTaskMetric } from './define-metric.ts';
import { weightedMean } from './weighted-mean.ts';

/** Root of the mean squared error, in the unit of the numbers; large errors count more than in the mean absolute error.
 * Source: scikit-learn, `root_mean_squared_error`. */
export const rmse = defineTaskMetric({
  id: 'rmse',
  task: 'regression',
  title: 'RMSE',
  better: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  weighted: ({ yTrue, yPred }) => {
    const meanSquare = weightedMean(yTrue.map((value, i) => (value - yPred[i]!) ** 2));
    return (weights) => Math.sqrt(meanSquare(weights));
  },
});
